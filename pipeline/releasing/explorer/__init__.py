"""The explorer: one HTML file in which a release can be looked at without a server and without a network.

`payload` turns tables into what the page needs, `render` puts data, styles and scripts into one file, `basemap` is the
recipe of the map's outlines. The page itself (HTML, CSS, JavaScript) is in `page/`.
"""
