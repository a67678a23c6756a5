"""The web application: create_app, which joins the rooms and nothing else."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from clicnjob import gallery, web, weekly
from clicnjob.accounts import queries as accounts_queries
from clicnjob.accounts import structure_views
from clicnjob.accounts import views as accounts_views
from clicnjob.db import Database
from clicnjob.home import feedback_views, navigation, offer_views, portfolio_views, proposing_views, search_views
from clicnjob.home import views as home_views
from clicnjob.offers import checks_views, columns_views, copies_views, decisions_views, reports_views
from clicnjob.offers import views as offers_views
from clicnjob.operations import views as operations_views
from clicnjob.places import views as places_views
from clicnjob.profiles import views as profiles_views
from clicnjob.web import assets, csrf, guard, headers, logs, problems, signed_in, transaction
from config import Settings

# The pages of a room may stand in several modules and share one blueprint: importing a module adds its pages.
HOME = (home_views, offer_views, feedback_views, portfolio_views, proposing_views, search_views)
OFFERS = (offers_views, decisions_views, columns_views, checks_views, copies_views, reports_views)
BLUEPRINTS = (
    accounts_views.bp,
    structure_views.bp,
    home_views.bp,
    places_views.bp,
    profiles_views.bp,
    offers_views.bp,
    operations_views.bp,
)


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """The web application of one installation; a test may pass the database it already opened."""
    app = transaction.Application(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=f"{settings.cookie_prefix}clicnjob",
        SESSION_COOKIE_SECURE=settings.tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=settings.import_max_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=200_000,
        WTF_I18N_ENABLED=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["before_turn_over"] = weekly.before_turn_over
    app.extensions["make_indexes"] = weekly.make_indexes
    app.extensions["database"] = database or Database(settings.database_url, settings.data_dir)
    app.extensions["settings"] = settings
    if settings.tls:
        # TLS ends at a relay in front, which says who called: without it a whole town would share one throttle.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=0)  # type: ignore[method-assign]
    headers.init_app(app, tls=settings.tls)
    logs.init_app(app)
    guard.init_app(app)
    transaction.init_app(app)
    signed_in.init_app(app, lambda token: accounts_queries.by_token(web.db(), token))
    csrf.init_app(app)
    assets.init_app(app)
    problems.init_app(app)
    navigation.init_app(app)
    for blueprint in BLUEPRINTS if settings.production else (*BLUEPRINTS, gallery.bp):
        app.register_blueprint(blueprint)
    return app
