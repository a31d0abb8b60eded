"""Jinja for pages by the thousand: what a layout says in one go is written in one go, and escaped as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped_text  # what `escape` calls, without a Markup around it
except ImportError:
    escaped_text = escape

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from jinja2 import Template
    from jinja2.compiler import Frame
    from jinja2.nodes import Expr, Output

BYTECODE = "presskit_1_%s.cache"  # raise the number when the code that is made of a template changes


def escaped(value: Any) -> str:
    """Return a value as HTML text: the same characters as `escape` gives."""
    if value.__class__ is str:
        return escaped_text(value)
    return value if value.__class__ is Markup else escape(value)


class Together:
    """What `yield` is followed by in the code of a template, where Jinja would write into a list."""

    extend = staticmethod("".join)
    append = staticmethod(str)


class Generator(CodeGenerator):
    """Writes the code of templates: what stands between two tags of a layout is one `yield`, not one for each part."""

    def visit_Output(self, node: Output, frame: Frame) -> None:  # noqa: N802
        """Write what a template says at one place."""
        if frame.buffer is None:
            frame.buffer = "yield environment.together"
            super().visit_Output(node, frame)
            frame.buffer = None
        else:
            super().visit_Output(node, frame)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Templates(Environment):
    """An environment whose templates are loaded once."""

    code_generator_class = Generator

    def __init__(self, **options: Any) -> None:
        """Take what any Jinja environment takes."""
        super().__init__(**options)
        self.together = Together
        self.escaped: Callable[[Any], str] = escaped
        self.loaded: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template by name."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self.loaded:
            self.loaded[name] = super().get_template(name, parent)
        return self.loaded[name]
