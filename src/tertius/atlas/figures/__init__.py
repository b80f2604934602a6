"""How each figure of the atlas is computed from its dataset: one file a source of ties."""
