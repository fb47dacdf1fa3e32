"""Every way to break a file in one place: operators, conditions, filters, rows, states, statements.

Words for people, types, decorators and docstrings stay as they are.
"""

import ast
import re
from collections.abc import Iterator

OTHER = dict(
    pair.split(":")
    for pair in "Eq:NotEq NotEq:Eq Lt:LtE LtE:Lt Gt:GtE GtE:Gt In:NotIn NotIn:In Is:IsNot IsNot:Is "
    "And:Or Or:And BitAnd:BitOr BitOr:BitAnd Add:Sub Sub:Add Mult:Div Div:Mult FloorDiv:Mult "
    "Pow:Mult filter:exclude exclude:filter any:all all:any min:max max:min".split()
)
LINKS = ("filter", "exclude", "current", "inside", "standing")
STATEMENTS = (ast.Expr, ast.AugAssign, ast.Raise, ast.Return, ast.If, ast.For)
UNTOUCHED = ("annotation", "returns", "decorator_list", "bases", "targets", "target", "format_spec")
KEY = re.compile(r"'[a-z_]+([._][a-z0-9_]+)*'")
Words = dict[ast.AST, list[str]]
Members = dict[str, set[str]]


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, what was changed in it, and the whole source with that."""
    tree = ast.parse(source)
    members, words = told(tree)
    for parent, field, holder, key in list(places(tree)):
        node, instead = holder[key], [*others(holder[key], members, words)]
        if field == "test" and isinstance(parent, ast.If | ast.While):
            instead.append(f"not ({ast.unparse(node)})")
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        member = isinstance(parent, ast.ClassDef) and isinstance(node, ast.Assign)
        if (isinstance(node, STATEMENTS) and not docstring) or member:
            instead.append(ast.Pass())
        for new in instead:
            holder[key] = ast.parse(new, mode="eval").body if isinstance(new, str) else new
            yield (
                node.lineno,
                f"{ast.unparse(node)} -> {ast.unparse(holder[key])}",
                ast.unparse(tree),
            )
            holder[key] = node
        if isinstance(holder, list) and may_go(node, parent, field, words):
            del holder[key]
            yield node.lineno, f"without {ast.unparse(node)}", ast.unparse(tree)
            holder.insert(key, node)


def told(tree: ast.Module) -> tuple[Members, Words]:
    """Role -> the members of it named here; and a string -> what else may stand in its place."""
    members: Members = {}
    words: Words = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.isupper():
            members.setdefault(ast.unparse(node.value), set()).add(node.attr)
        if isinstance(node, ast.ClassDef):  # of a choice the stored value; its label is for people
            pairs = [row.value for row in node.body if isinstance(row, ast.Assign)]
            words |= {pair.elts[1]: [] for pair in pairs if isinstance(pair, ast.Tuple)}
    for table in tree.body:
        moves = [n.args for n in ast.walk(table) if getattr(n, "func", None) and len(n.args) == 5]
        states = [s for m in moves for s in (*getattr(m[1], "elts", ()), m[2])]
        for part in ([m[0] for m in moves], states, [m[4] for m in moves]):
            swaps = sorted({ast.unparse(word) for word in part} | {"'none'"})
            words |= dict.fromkeys(part, swaps) | {m[3]: [] for m in moves}
    return members, words


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str, list | dict, int | str]]:
    """Where every node below hangs: its parent, the field, what holds it, and under which key."""
    for field, value in ast.iter_fields(node):
        many = isinstance(value, list)
        holder, keys = (value, range(len(value))) if many else (vars(node), [field])
        for key in () if field in UNTOUCHED else keys:
            if isinstance(holder[key], ast.AST) and not is_type(holder[key]):
                yield node, field, holder, key
                yield from places(holder[key])


def is_type(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript)


def may_go(node: ast.AST, parent: ast.AST, field: str, words: Words) -> bool:
    """Whether it can be left out: a row, a condition, an argument of a filter."""
    if field == "args" and isinstance(parent, ast.Call):
        return ast.unparse(parent.func).rpartition(".")[2] in ("filter", "exclude", "Q")
    said = isinstance(node, ast.Constant) and not KEY.fullmatch(ast.unparse(node))
    choice = any(words.get(sibling) == [] for sibling in getattr(parent, "elts", ()))
    return field in ("keywords", "ifs") or (field == "elts" and not said and not choice)


def others(node: ast.AST, members: Members, words: Words) -> Iterator[str | ast.AST]:
    """What may stand in a node's place."""
    text = ast.unparse(node)
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() | ast.UnaryOp() | ast.IfExp():
            yield from otherwise(node)
        case ast.Call(func=ast.Attribute(value, name)) if name in LINKS:
            yield from (value, f"{ast.unparse(value)}.none()")
        case ast.Attribute(value, name) if name.isupper():
            yield from (f"{ast.unparse(value)}.{m}" for m in members[ast.unparse(value)] - {name})
        case ast.Attribute(value, name) if name in OTHER:
            yield f"{ast.unparse(value)}.{OTHER[name]}"
        case ast.Name(name) if name in OTHER:
            yield OTHER[name]
        case ast.Constant(bool() | int() | float()):
            yield str(not node.value if isinstance(node.value, bool) else node.value + 1)
        case ast.Constant(str()) if node in words or KEY.fullmatch(text):
            swaps = words.get(node, [text, text[:-1] + "_x'"])
            yield from [swaps[(swaps.index(text) + 1) % len(swaps)]] if swaps else []


def otherwise(node: ast.expr) -> Iterator[str | ast.AST]:
    """The same parts put together in another way, and single ones of them."""
    kind = type(getattr(node, "op", None)).__name__
    match node:
        case ast.Compare(ops=[op]):
            other = getattr(ast, OTHER[type(op).__name__])()
            yield ast.Compare(node.left, [other], node.comparators)
            yield f"not {ast.unparse(node)}"
        case ast.BoolOp():
            yield ast.BoolOp(getattr(ast, OTHER[kind])(), node.values)
            yield from node.values
        case ast.BinOp() if kind in OTHER:
            yield ast.BinOp(node.left, getattr(ast, OTHER[kind])(), node.right)
            yield from (node.left, node.right) if kind.startswith("Bit") else ()
        case ast.UnaryOp():
            yield node.operand
        case ast.IfExp():
            yield from (node.body, node.orelse)
