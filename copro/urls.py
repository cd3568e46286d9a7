"""Addresses of the whole site. Each app brings its own."""

urlpatterns = []
