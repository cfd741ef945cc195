"""The icons that blocks show: drawings of our own or a site's, inline or from one shared sprite.

Every icon takes the colour of the text around it and says nothing to a screen reader: the
words beside it do. `NOTICE.md` names the sources and licences of ours.
"""

from smo_core.icons.shapes import Icon, drawing, icon_names
from smo_core.icons.sprite import icon_svg, sprite, used_svg

__all__ = ["Icon", "drawing", "icon_names", "icon_svg", "sprite", "used_svg"]
