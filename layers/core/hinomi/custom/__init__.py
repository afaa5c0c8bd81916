"""Events that the operator describes in `hinomi.yaml`: which they are, what they are about, and words for them."""
