"""Parameters of a saved query: what a variable's name says of them, and how a value becomes a term.

The names are those of grlc, which serves folders of SPARQL files as a web API:

    ?_region_iri        required, an IRI
    ?__year_xsd_gYear   optional (two underscores), a literal of xsd:gYear; so for every XSD datatype
    ?_day_date          the same without the prefix; grlc 1.3.11 takes that for a language
    ?_title_zh          a literal in a language
    ?_word, ?_word_string, ?_word_literal, ?_count_number
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import PREFIXES

# The regular expression by which grlc reads a variable's name.
_VARIABLE = re.compile(
    r"(?P<required>[_]{1,2})(?P<name>[^_]+)_?(?P<type>[a-zA-Z0-9]+)?_?(?P<userdefined>[a-zA-Z0-9]+)?.*$"
)
_PLAIN_TYPES = {"string", "literal"}
_XSD = PREFIXES["xsd"]
_XSD_TYPES = {
    "integer", "decimal", "double", "float", "boolean", "date", "dateTime", "gYear", "gYearMonth", "duration", "anyURI",
    "token", "language", "nonNegativeInteger", "positiveInteger", "int", "long", "short",
}  # fmt: skip
_INTEGER = r"[+-]?\d+"
_DECIMAL = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_FORMS = {
    "integer": (_INTEGER, "a whole number, such as 5"),
    "int": (_INTEGER, "a whole number, such as 5"),
    "long": (_INTEGER, "a whole number, such as 5"),
    "short": (_INTEGER, "a whole number, such as 5"),
    "nonNegativeInteger": (r"\+?\d+", "a whole number from 0, such as 5"),
    "positiveInteger": (r"\+?0*[1-9]\d*", "a whole number from 1, such as 5"),
    "decimal": (_DECIMAL, "a number, such as 2.5"),
    "number": (_DECIMAL, "a number, such as 2.5"),
    "double": (_DECIMAL + r"(?:[eE][+-]?\d+)?", "a number, such as 2.5"),
    "float": (_DECIMAL + r"(?:[eE][+-]?\d+)?", "a number, such as 2.5"),
    "boolean": (r"true|false", "true or false"),
    "gYear": (r"\d{4}", "a year of four digits, such as 2020"),
    "gYearMonth": (r"\d{4}-(?:0[1-9]|1[0-2])", "a year and month, such as 2020-09"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a date, such as 2020-09-29"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query asks for.

    Attributes:
        name: As it stands on the command line, without dashes.
        variable: Name of the variable in the query, without the question mark.
        type: `iri`, `string`, `number`, the local name of an XSD datatype (`gYear`), a CURIE of another datatype, or a
            language tag of two letters.
        required: Whether the query needs it; without an optional one it answers for every value.
        default: What it is where it is not given; None where there is no default.
        values: The graph pattern of SPARQL that finds its values in a store as `?value`; empty where none is known.
    """

    name: str
    variable: str
    type: str
    required: bool
    default: str | None = None
    values: str = ""

    def term(self, value: str) -> NamedNode | Literal:
        """The term that `value` stands for; of an `iri`, `value` is the whole IRI.

        Raises:
            ValueError: `value` is not of the type; the text says what is.

        >>> str(Parameter("year", "_year_gYear", "gYear", True).term("2020"))
        '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
        """
        form, description = _FORMS.get(self.type, (r".*", ""))
        if not re.fullmatch(form, value, re.DOTALL) or not _is_real_date(self.type, value):
            raise ValueError(f"{value!r} is not {description}")
        if self.type == "iri":
            return NamedNode(value)
        if self.type == "string":
            return Literal(value)
        if self.type == "number":
            return Literal(value, datatype=NamedNode(_XSD + ("decimal" if "." in value else "integer")))
        if ":" in self.type:
            prefix, _, local = self.type.partition(":")
            return Literal(value, datatype=NamedNode(PREFIXES[prefix] + local))
        if self.type in _XSD_TYPES:
            return Literal(value, datatype=NamedNode(_XSD + self.type))
        return Literal(value, language=self.type)


def _is_real_date(type_: str, value: str) -> bool:
    if type_ != "date":
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def parameter_of(variable: str) -> Parameter | None:
    """The parameter that a variable's name declares, or None for an ordinary variable.

    Raises:
        ValueError: The name declares a type that does not exist.

    >>> parameter_of("__year_gYear")
    Parameter(name='year', variable='__year_gYear', type='gYear', required=False, default=None, values='')
    >>> parameter_of("goal") is None
    True
    """
    match = _VARIABLE.match(variable)
    if match is None:
        return None
    type_, prefixed = match["type"] or "string", match["userdefined"]
    if type_ in _PLAIN_TYPES:
        type_ = "string"
    elif type_ in ("iri", "number") or type_ in _XSD_TYPES or re.fullmatch(r"[a-z]{2}", type_):
        pass
    elif type_ == "xsd" and prefixed in _XSD_TYPES:
        type_ = prefixed
    elif type_ in PREFIXES and type_ != "xsd" and prefixed:
        type_ = f"{type_}:{prefixed}"
    else:
        raise ValueError(
            f"?{variable} asks for a type {type_!r} that does not exist; use iri, string, number, an XSD datatype such "
            "as integer, date or gYear, or a language tag such as zh"
        )
    return Parameter(match["name"], variable, type_, match["required"] == "_")
