"""All settings, from the environment. With no environment at all it is a development machine."""

import json
import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from pasok.site import buckets
from pasok.site.postgres import socket_folder
from pasok.site.wiring import *  # noqa: F403 - the lists that name the rooms

BASE = Path(__file__).resolve().parents[2]


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def envbool(name: str, default: bool = False) -> bool:
    return env(name, str(default)).strip().lower() in {"1", "true", "yes", "ya", "on"}


def envsecret(name: str, default: str = "") -> str:
    """The value itself, or the content of the file that NAME_FILE names."""
    path = env(f"{name}_FILE")
    return Path(path).read_text().strip() if path else env(name, default)


def envlist(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in env(name, default).split(",") if word.strip()]


POOL = int(env("POOL", "16"))  # connections of one process; 0: no pool
DATABASE_URL = envsecret("DATABASE_URL")
MIGRATE_DATABASE_URL = envsecret("MIGRATE_DATABASE_URL", DATABASE_URL)
AS_OWNER = env("PASOK_ROLE") == "owner"  # set by `pasok migrate`: tables are made by their owner only
HOME = Path(env("PASOK_HOME", str(BASE / ".pasok")))
DEBUG = envbool("DEBUG", not DATABASE_URL)
DEMO = envbool("DEMO", DEBUG)
HTTPS = envbool("HTTPS", not DEBUG)
SECRET_KEY = envsecret("SECRET_KEY", "pengembangan-saja" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi. Isi SECRET_KEY atau SECRET_KEY_FILE (docs/deploy.md)."
    )
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver" if DEBUG else "")
SITE_NAME = env("SITE_NAME", "Pasok")
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000")
OCID_PREFIX = env("OCID_PREFIX", "ocds-pasok0")
LEDGER_KEY_FILE = Path(env("LEDGER_KEY_FILE", str(HOME / "keys" / "ledger.key")))
LOG_KEY_FILE = Path(env("LOG_KEY_FILE", str(HOME / "keys" / "log.key")))
VAULT_KEYS_FILE = Path(env("VAULT_KEYS_FILE", str(HOME / "keys" / "vault.keys")))  # seal personal data
TESSERACT = env("TESSERACT", "tesseract")  # reads photos of papers; without it fields are typed
REMIND_DAYS = [int(days) for days in envlist("REMIND_DAYS", "60,30,7")]  # before a paper lapses
PAPER_DAYS = int(env("PAPER_DAYS", "30"))  # then a photo that was put beside nothing is forgotten
FILES = Path(env("FILES", str(HOME / "files")))
FILES_MIRROR = Path(env("FILES_MIRROR")) if env("FILES_MIRROR") else None  # the second copy's disk; or beside
BALLAST_BYTES = int(env("BALLAST_MB", "2" if DEBUG else "64")) << 20  # room kept back on each disk
SAMPUL_MAX_BYTES = int(env("SAMPUL_MAX_MB", "50")) << 20  # the largest sealed file
SAMPUL_BID_MAX_BYTES = int(env("SAMPUL_BID_MAX_MB", "200")) << 20  # all sealed files of one bid
BID_FILE_MAX_BYTES = int(env("BID_FILE_MAX_MB", "30")) << 20  # one document of a bid
S3_BUCKETS = envlist("S3_BUCKETS")  # none: both copies on disks; one: the second copy; two: both
SAMPUL_COPIES = [*["files", "mirror"][: 2 - len(S3_BUCKETS)], *(f"bucket-{name}" for name in S3_BUCKETS)]
CLOCK_TOLERANCE = float(env("CLOCK_TOLERANCE", "2"))  # seconds between the database's clock and the others
TIME_SOURCES = envlist("TIME_SOURCES")  # clocks that neither this server nor the database's keeps
CLOCK_LOOK_SECONDS = float(env("CLOCK_LOOK_SECONDS", "60"))  # between two looks at them
TRIAL_HOURS = int(env("TRIAL_HOURS", "24"))  # before the deadline, the members' keys are tried
CUSTODIANS = envlist("CUSTODIANS")  # verifier keys of institutions that hold half of every secret
RECOVERY = json.loads(Path(env("RECOVERY_FILE")).read_text()) if env("RECOVERY_FILE") else None
LOG_ORIGIN = env("LOG_ORIGIN", "pasok.localhost/log")  # the public log's name, for ever
WITNESSES = envlist("WITNESSES")  # verifier keys (type 0x04) of those who cosign the log
WITNESS_QUORUM = int(env("WITNESS_QUORUM", str(len(WITNESSES) // 2 + 1 if WITNESSES else 0)))
WITNESS_PAGES = envlist("WITNESS_PAGES")  # their own pages, in the same order
WITNESS_ROUND_SECONDS = int(env("WITNESS_ROUND_SECONDS", "15"))  # in which all are offered the same head
WITNESS_SILENT_MINUTES = int(env("WITNESS_SILENT_MINUTES", "30"))  # then the page about them says so
WITNESS_POSTS = env("WITNESS_POSTS", "120/m/ip")  # cosignatures and probe notes from one address
REPLAY = envbool("REPLAY", DEMO)  # boxes that judge lateness by a told time; every leaf of theirs says so


def database(url: str) -> dict[str, object]:
    """Django's database settings from postgresql://user:password@host:port/name, or the embedded one."""
    part = urlparse(url)
    embedded = str(socket_folder(HOME)), "pasok" if AS_OWNER else "pasok_app"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": part.path.lstrip("/") or "pasok",
        "USER": unquote(part.username or embedded[1]),
        "PASSWORD": unquote(part.password or ""),
        "HOST": part.hostname or embedded[0],
        "PORT": str(part.port or ""),
        "CONN_HEALTH_CHECKS": True,  # a restarted database is met again without a failed page
        "OPTIONS": {"pool": {"min_size": 1, "max_size": POOL, "timeout": 8}} if POOL else {},
    }


DATABASES = {"default": database(MIGRATE_DATABASE_URL if AS_OWNER else DATABASE_URL)}
APP_ROLE = unquote(urlparse(DATABASE_URL).username or "pasok_app")  # may not change what is written
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
# how long it is kept that a business opened a package; after a bimtek, when the next step is offered
LOOKS_DAYS, OFFER_DAYS = int(env("LOOKS_DAYS", "365")), int(env("OFFER_DAYS", "14"))
PROCRASTINATE_IMPORT_PATHS = ["pasok.ledger.news", "pasok.notices.mail"]

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
    "pasok.sampul",
    "pasok.people",
    "pasok.pages",
    "pasok.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pasok.suppliers",
    "pasok.desk",
    "pasok.contracts",
    "pasok.planning",
    "pasok.coaching",
    "pasok.archive",
    "pasok.tenders",
    "pasok.opendata",
    "pasok.notices",
    "pasok.opportunities",
    "pasok.watch",
    "pasok.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # files are compressed once, when they are collected
    "django.middleware.gzip.GZipMiddleware",  # pages: with random bytes against BREACH; tokens are masked
    "pasok.sampul.settling.middleware",
    "pasok.pages.language.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pasok.people.middleware.ActorMiddleware",
    "pasok.pages.session.middleware",
    "allauth.account.middleware.AccountMiddleware",
    "pasok.people.middleware.ShutUnlessOpen",
    "pasok.people.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "pasok.site.headers.middleware",
    "pasok.watch.looking.middleware",
    "pasok.pages.sending.Middleware",  # last: its transaction holds the view and nothing else
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
                "pasok.pages.context.navigation",
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
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "pasok.pages.templatetags.pasok",
            ],
        },
    }
]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
NIK_KEY = envsecret("NIK_KEY", SECRET_KEY)  # hashes of NIK are made with it: changing it loses them
CODE_KEY = envsecret("CODE_KEY", SECRET_KEY)  # fingerprints of one-time codes: changing it ends those sent
GATEWAY = {"": "", "terminal": "pasok.accounts.channels.Terminal", "file": "pasok.accounts.channels.File"}
GATEWAYS = {  # how a message leaves; a way without one is offered to nobody (docs/deploy.md)
    "sms": GATEWAY.get(env("SMS", "terminal" if DEBUG else ""), env("SMS")),
    "whatsapp": GATEWAY.get(env("WHATSAPP"), env("WHATSAPP")),
    "email": "pasok.accounts.channels.Mail",
}
OUTBOX = Path(env("OUTBOX", str(HOME / "outbox")))  # where the gateway `file` writes
CODE_DIGITS = int(env("CODE_DIGITS", "6"))
CODE_MINUTES = int(env("CODE_MINUTES", "10"))
CODE_TRIES = int(env("CODE_TRIES", "5"))  # wrong ones, then a new code is needed
CODE_PAUSE_SECONDS = int(env("CODE_PAUSE_SECONDS", "60"))
CODES_A_DAY = int(env("CODES_A_DAY", "10"))  # to one contact
CODES_PER_HOST = env("CODES_PER_HOST", "30/h/ip")
CONSENT_DAYS = int(env("CONSENT_DAYS", "90"))  # the longest that an owner may let himself be helped
NUDGES = env("NUDGES", "1/d/key")  # how often a facilitator may remind one owner
INVITATION_DAYS = int(env("INVITATION_DAYS", "7"))
RECOVERY_WAIT_HOURS = int(env("RECOVERY_WAIT_HOURS", "48"))  # in which the owner can stop it
RECOVERY_OPEN_DAYS = int(env("RECOVERY_OPEN_DAYS", "3"))  # in which a second officer must confirm
INVITATION_TRIES = env("INVITATION_TRIES", "20/h/user,60/h/ip")
INVITATION_SIGNS = int(env("INVITATION_SIGNS", "10"))
OSS = env("OSS", "pasok.suppliers.oss.FileRegister")  # where licences are looked up; none is connected
OSS_FILE = env("OSS_FILE", str(BASE / "pasok" / "site" / "stories" / "oss.json") if DEMO else "")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = env("LOGIN_REDIRECT_URL", "/")
ACCOUNT_ADAPTER = "pasok.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "pasok.people.forms.SignupName"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # typed where one signs up: no second log-in, no lost tab
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_FORMS = {"confirm_email_verification_code": "pasok.people.confirming.LetterCode"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # passkeys on http://localhost while developing
SESSION_COOKIE_AGE = int(env("SESSION_MINUTES", "60")) * 60  # without a request; pages warn 5 minutes before
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "id"  # the language of the texts in the code; `en` is a whole translation (decision 0016)
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE / "pasok" / "locale"]
FORMAT_MODULE_PATH = "pasok.pages.formats"
LANGUAGE_COOKIE_NAME = "bahasa"
PRACTICE_MINUTES = int(env("PRACTICE_MINUTES", "15"))  # how long a practice tender takes bids
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_SECURE = True, "Lax", HTTPS
TIME_ZONE = env("TIME_ZONE", "Asia/Jakarta")
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(HOME / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "pasok.site.static.HashedFiles"
    },
} | buckets.storages(S3_BUCKETS, env, envsecret)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
EMAIL_HOST = env("EMAIL_HOST")  # without one, mail is written to the terminal
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env("EMAIL_HOST_USER"), envsecret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = envbool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "pasok.site.letters.EmailBackend"
)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Pasok <pasok@localhost>")

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = int(env("HSTS_SECONDS", "31536000")) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "WARNING" if DEBUG else "INFO")},
    "loggers": {
        "django": {"level": env("LOG_LEVEL", "WARNING" if DEBUG else "INFO")},
        "procrastinate": {"level": env("LOG_LEVEL", "WARNING")},  # at INFO it tells of every job twice
    },
}
