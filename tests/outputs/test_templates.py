"""Templates are written quicker than Jinja writes them, to the same characters and with the same complaints."""

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from presskit.outputs.templates import Templates

TEMPLATE = """\
{% macro named(who) %}<b>{{ who }}</b>{{ who }}{% endmacro %}
a{{ text }}b{{ html }}c{{ number }}d{{ nothing }}e{{ text | upper }}f{{ 'x<y' }}
{% set kept %}<i>{{ text }}</i> {{ html }}{% endset %}{{ kept }}{{ named(text) }}
{% for one in several %}{{ loop.index }}: {{ one }}{% else %}none{% endfor %}
{% filter upper %}{{ text }} &amp; {{ html }}{% endfilter %}
{% autoescape false %}{{ text }}{{ html }}{% endautoescape %}{{ html ~ text }}
"""
VALUES = {
    "text": "a < b & \"c\" 'd' > e",
    "html": Markup("<em>&amp;</em>"),
    "number": 1.5,
    "nothing": None,
    "several": ["<", Markup("&lt;"), 3],
}


def test_what_templates_say_is_what_jinja_says():
    options = {"autoescape": True, "undefined": StrictUndefined}
    expected = Environment(**options).from_string(TEMPLATE).render(VALUES)
    assert Templates(**options).from_string(TEMPLATE).render(VALUES) == expected


def test_what_is_not_there_is_complained_of_at_its_line():
    template = Templates(autoescape=True, undefined=StrictUndefined).from_string("a\n{{ 'b' }} c\n{{ lost }}\nd")
    with pytest.raises(UndefinedError, match="'lost' is undefined") as caught:
        template.render()
    lines = [frame.lineno + 1 for frame in caught.traceback if str(frame.path) == "<template>"]
    assert lines == [3]
