"""What is known about articles. The public face stands here; everything else is private."""
