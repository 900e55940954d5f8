"""The register: arrangements over time. Events are all that is true; whatever else is shown is worked out from them."""
