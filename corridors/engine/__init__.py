"""Many lines cut at borders at once: edges on the geodesic against a cached index of borders."""
