"""Components that show pictures, cut into patches."""
