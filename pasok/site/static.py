"""Static files in production: compressed, named by their content, ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js"` too, so that a module and what it imports always match."""

    support_js_module_import_aggregation = True
