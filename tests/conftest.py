"""What all tests share. This folder is on the path, so that `invented` can be imported from any test."""
