"""Settings: everything the environment decides, read once at the start of a command or of the server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
ENVIRONMENTS = ("development", "test", "production")
SHORTEST_SECRET = 32
# The API « Offres d'emploi v2 » of France Travail: its addresses, how many offers it gives of a query and on a page.
TOKEN_URL = "https://entreprise.francetravail.fr/connexion/oauth2/access_token?realm=%2Fpartenaire"  # noqa: S105
PULL_URL = "https://api.francetravail.io/partenaire/offresdemploi/v2/offres/search"
PULL_SCOPE = "api_offresdemploiv2 o2dsoffre"
PULL_CAP = 3150
PULL_PAGE = 150


class SettingsError(Exception):
    """The environment cannot be served; `problems` are French sentences, one per thing to correct."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class PullSettings:
    """Where offers are pulled from and in whose name. The API gives `cap` offers of one query, by pages of `page`."""

    client_id: str
    client_secret: str = field(repr=False)
    token_url: str
    url: str
    scope: str
    cap: int
    page: int

    @property
    def configured(self) -> bool:
        return bool(self.client_id and self.client_secret)


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation's settings. `public_url` decides TLS, cookie names, the trusted proxy and printed links."""

    env: str
    data_dir: Path
    database_url: str
    secret_key: str
    public_url: str
    host: str
    port: int
    import_max_mb: int
    smtp_url: str
    mail_from: str
    pg_bin: str
    pull: PullSettings

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def tls(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def cookie_prefix(self) -> str:
        return "__Host-" if self.tls else ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read `CLICNJOB_*`. Raises SettingsError when the result would be unsafe or cannot be read."""
        read = _Reader(environ)
        env = read.choice("ENV", ENVIRONMENTS)
        data_dir = Path(read.text("DATA_DIR", "var")).resolve()
        host = read.text("HOST", "127.0.0.1")
        port = read.integer("PORT", 5000)
        exposed = env == "production" or host not in LOOPBACK
        settings = cls(
            env=env,
            data_dir=data_dir,
            database_url=read.text("DATABASE_URL", f"sqlite:///{data_dir / 'clicnjob.sqlite3'}"),
            secret_key=read.secret("SECRET_KEY", exposed),
            public_url=read.url("PUBLIC_URL", "" if exposed else f"http://{host}:{port}"),
            host=host,
            port=port,
            import_max_mb=read.integer("IMPORT_MAX_MB", 500),
            smtp_url=read.text("SMTP_URL", ""),
            mail_from=read.text("MAIL_FROM", ""),
            pg_bin=read.text("PG_BIN", ""),
            pull=read.pull(),
        )
        if read.problems:
            raise SettingsError(read.problems)
        return settings if settings.secret_key else settings.with_development_secret()

    def with_development_secret(self) -> Settings:
        """The same settings with a random key kept in the data folder, so that a restart ends no session."""
        path = self.data_dir / "development-secret"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(SHORTEST_SECRET), encoding="ascii")
        values = {name: getattr(self, name) for name in self.__slots__}
        return Settings(**{**values, "secret_key": path.read_text(encoding="ascii")})


class _Reader:
    """Reads one variable after the other and gathers what is wrong, so that one start tells everything."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self.environ.get(f"CLICNJOB_{name}", "").strip() or default

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, choices[0])
        if value not in choices:
            self.problems.append(f"CLICNJOB_{name} vaut « {value} ». Écrivez : {', '.join(choices)}.")
        return value

    def integer(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or int(value) < 1:
            self.problems.append(f"CLICNJOB_{name} vaut « {value} ». Écrivez un nombre entier, par exemple {default}.")
            return default
        return int(value)

    def secret(self, name: str, required: bool) -> str:
        value = self.text(name, "")
        if required and len(value) < SHORTEST_SECRET:
            self.problems.append(
                f"CLICNJOB_{name} manque ou est trop court ({SHORTEST_SECRET} signes au moins). "
                'Créez-le avec : python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return value

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        local = parts.hostname in LOOPBACK and parts.scheme == "http"
        if not parts.hostname or parts.path or not (local or parts.scheme == "https"):
            self.problems.append(
                f"CLICNJOB_{name} vaut « {value} ». Écrivez l'adresse publique, par exemple https://clicnjob.example.fr."
            )
        return value

    def pull(self) -> PullSettings:
        return PullSettings(
            client_id=self.text("PULL_CLIENT_ID", ""),
            client_secret=self.text("PULL_CLIENT_SECRET", ""),
            token_url=self.service("PULL_TOKEN_URL", TOKEN_URL),
            url=self.service("PULL_URL", PULL_URL),
            scope=self.text("PULL_SCOPE", PULL_SCOPE),
            cap=self.integer("PULL_CAP", PULL_CAP),
            page=self.integer("PULL_PAGE", PULL_PAGE),
        )

    def service(self, name: str, default: str) -> str:
        """The address of a service that is asked: nobody else on the way may read or change it."""
        value = self.text(name, default)
        parts = urlsplit(value)
        local = parts.hostname in LOOPBACK and parts.scheme == "http"
        if not parts.hostname or parts.username or not (local or parts.scheme == "https"):
            self.problems.append(
                f"CLICNJOB_{name} ne convient pas. Écrivez une adresse en https://, sans mot de passe."
            )
        return value
