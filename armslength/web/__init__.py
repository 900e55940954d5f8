"""The register in a browser: routes, what pages show, and how they look. Nothing here decides."""
