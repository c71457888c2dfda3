"""All settings, from the environment. With no environment at all it is a development machine."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

BASE = Path(__file__).resolve().parents[2]


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def envbool(name: str, default: bool = False) -> bool:
    return env(name, str(default)).strip().lower() in {"1", "true", "yes", "ya", "on"}


def envsecret(name: str, default: str = "") -> str:
    """The value itself, or the content of the file that NAME_FILE names."""
    path = env(f"{name}_FILE")
    return Path(path).read_text().strip() if path else env(name, default)


HOME = Path(env("PASOK_HOME", str(BASE / ".pasok")))
DEBUG = envbool("DEBUG", not env("DATABASE_URL"))
DEMO = envbool("DEMO", DEBUG)
SECRET_KEY = envsecret("SECRET_KEY", "pengembangan-saja" if DEBUG else "")
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver" if DEBUG else "").split(",")
SITE_NAME = env("SITE_NAME", "Pasok")
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000")
OCID_PREFIX = env("OCID_PREFIX", "ocds-pasok0")
LEDGER_KEY_FILE = Path(env("LEDGER_KEY_FILE", str(HOME / "keys" / "ledger.key")))
LOG_KEY_FILE = Path(env("LOG_KEY_FILE", str(HOME / "keys" / "log.key")))
FILES = Path(env("FILES", str(HOME / "files")))


def database(url: str) -> dict[str, object]:
    """Django's database settings from postgresql://user:password@host:port/name, or the embedded one."""
    part = urlparse(url)
    host = part.hostname or str(HOME / "run")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": part.path.lstrip("/") or "pasok",
        "USER": unquote(part.username or "pasok"),
        "PASSWORD": unquote(part.password or ""),
        "HOST": host,
        "PORT": str(part.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": int(env("POOL", "16")), "timeout": 8}},
    }


DATABASES = {"default": database(envsecret("DATABASE_URL"))}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "pasok.ledger",
    "pasok.suppliers",
    "pasok.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "pasok.site.urls"
WSGI_APPLICATION = "pasok.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"
TIME_ZONE = env("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Pasok <pasok@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'", "data:"],
    }
}

# The wiring of the house. Each list names what the lower floors may not know.
SUBJECTS: list[str] = ["pasok.suppliers.models.Supplier"]  # every model with a life, for the audit
READERS: list[str] = []  # who is told of each entry, in this order
CLOCKED: list[tuple[str, str]] = []  # (model, acts module): whose appointments the clock keeps
