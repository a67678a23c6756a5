"""One module a file format: the only places that know how a source writes its offers."""
