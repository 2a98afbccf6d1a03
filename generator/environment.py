"""The environment that templates are rendered in: its filters, its words, and what makes it quick.

A page is some thousand small macros; what Jinja asks at each call and at each text is asked here once.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MethodType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from generator import filters, multilingual, wording
from generator.wording import Wording
from generator.writing import write_changed


def markdown_text(text: str) -> Markup:
    """Return `text` so that Markdown and HTML take no character of it for markup."""
    line = " ".join(text.split())
    return Markup("".join(char if char.isalnum() or char == " " or ord(char) > 127 else f"&#{ord(char)};" for char in line))


def front_matter(text: str) -> Markup:
    """Return `text` as one JSON string, which is YAML; escaped, because engines put titles into pages unescaped."""
    line = " ".join(text.split())
    return Markup(json.dumps(html.escape(line), ensure_ascii=False))


class _Compiled(BytecodeCache):
    """Templates compiled once, for the environments of all languages and for later runs: they differ in their words only.

    Jinja itself takes nothing that was compiled of another text or by another Python; what this module and another Jinja
    would compile lies under another name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode()).hexdigest()[:16]
        self.code: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template: its name, wherever it lies, in a folder too whose name is no text."""
        del filename
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before.

        What was compiled is a program. A machine of CI begins with nothing but the repository, so what lies there was put
        into that by somebody, and is not run.
        """
        code = self.code.get(bucket.key)
        if code is None and os.environ.get("CI"):
            return
        if code is None:
            try:
                code = (self.folder / bucket.key).read_bytes()
            except OSError:
                return
        try:
            bucket.bytecode_from_string(code)
        except Exception:  # a file that was cut or written over: whatever reading it raises, it is made anew
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        code = self.code[bucket.key] = bucket.bytecode_to_string()
        with suppress(OSError):  # a folder that cannot be written: the next run compiles again
            write_changed(self.folder / bucket.key, code)


_COMPILED = _Compiled(Path(".cache/templates"))


class QuickContext(Context):
    """What a template sees. Macros and the words, which are nearly all calls, are called at once."""

    def call(self, called: Any, /, *args: Any, **values: Any) -> Any:
        """Call what a template calls; whatever may want the context itself is left to Jinja."""
        if type(called) is Macro or type(called) is MethodType:
            values.pop("_loop_vars", None)
            values.pop("_block_vars", None)
            return called(*args, **values)
        return super().call(called, *args, **values)


class _Code(CodeGenerator):
    """Compiles a template so that what it writes is escaped by `written`, wherever all of it is escaped anyway."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


_MARKUP = re.compile("[&<>\"']")


def written(value: Any) -> str:
    """Return a value escaped for HTML, as `markupsafe.escape` does; most texts need nothing, and stay as they are."""
    kind = type(value)
    if (kind is str and not _MARKUP.search(value)) or kind is Markup:
        found: str = value
        return found
    return escape(value)


def environment(words: Wording) -> Environment:
    """Return the environment that every template is rendered in: `t("key", n=3)` is a text of the interface."""
    made = Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a template does not change while its pages are written
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    made.context_class = QuickContext
    made.code_generator_class = _Code
    made.written = written  # type: ignore[attr-defined]
    made.filters["md"] = markdown_text
    made.globals["t"] = words.markup
    made.globals["rl"] = multilingual.tongue(words.language)
    made.globals["of_record"] = partial(multilingual.of_record, words.language)
    made.globals["translated"] = words.language != wording.ORIGINAL
    made.globals["attributes"] = filters.attributes
    made.globals["table_tools"] = partial(filters.of_table, words)
    return made
