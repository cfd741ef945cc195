"""What authors wrote: the links, pictures, headings and fields of a source, each with its place there.

Built pages are judged; what is to be changed stands in sources. :mod:`.trace` leads from an
element of a page to what it was made of, or says that nobody can tell for certain.
"""

from smo_core.audit.written.reading import things
from smo_core.audit.written.thing import Thing

__all__ = ["Thing", "things"]
