"""The tree of the log, against RFC 6962: by published vectors, by its definition written out, and by brute force."""

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armslength.register.log.tree import EMPTY, Edge, Tree, continues, includes, leaf

ENTRIES = [
    bytes.fromhex(each)
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""Of the reference implementation of Certificate Transparency: the roots of the first 0 to 8 of these entries."""

MOST = 40
LEAVES = [leaf(bytes([number])) for number in range(MOST)]


def h(*parts: bytes) -> bytes:
    return sha256(b"".join(parts)).digest()


# ---- the definitions of RFC 6962, 2.1 to 2.1.2, word by word, over entries


def below(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d: Sequence[bytes]) -> bytes:
    if not d:
        return h()
    if len(d) == 1:
        return h(b"\x00", d[0])
    k = below(len(d))
    return h(b"\x01", mth(d[:k]), mth(d[k:]))


def path(m: int, d: Sequence[bytes]) -> list[bytes]:
    if len(d) == 1:
        return []
    k = below(len(d))
    return [*path(m, d[:k]), mth(d[k:])] if m < k else [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m: int, d: Sequence[bytes], b: bool) -> list[bytes]:
    if m == len(d):
        return [] if b else [mth(d)]
    k = below(len(d))
    return [*subproof(m, d[:k], b), mth(d[k:])] if m <= k else [*subproof(m - k, d[k:], False), mth(d[:k])]


ALL = [bytes([number]) for number in range(MOST)]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_implementation(size: int) -> None:
    leaves = [leaf(each) for each in ENTRIES[:size]]
    edge = Edge()
    for each in leaves:
        edge = edge.add(each)
    assert Tree(leaves).root().hex() == edge.root.hex() == ROOTS[size]


def test_a_tree_of_seven_by_hand() -> None:
    """RFC 6962, 2.1.3 draws it: the proofs that it lists for the leaves 0, 3, 4 and 6, and for the sizes 3, 4 and 6."""
    a, b, c, d, e, f, j = (h(b"\0", ALL[number]) for number in range(7))
    g, hh, i = h(b"\1", a, b), h(b"\1", c, d), h(b"\1", e, f)
    k, m = h(b"\1", g, hh), h(b"\1", i, j)
    tree = Tree([a, b, c, d, e, f, j])
    assert tree.root() == h(b"\1", k, m)
    assert tree.inclusion(0) == (b, hh, m)
    assert tree.inclusion(3) == (c, g, m)
    assert tree.inclusion(4) == (f, j, k)
    assert tree.inclusion(6) == (i, k)
    assert tree.consistency(3) == (c, d, g, m)
    assert tree.consistency(4) == (m,)
    assert tree.consistency(6) == (i, j, k)


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_root_and_proof_is_the_one_of_the_definition(size: int) -> None:
    tree = Tree(LEAVES)
    assert tree.root(size) == mth(ALL[:size])
    for index in range(size):
        assert list(tree.inclusion(index, size)) == path(index, ALL[:size])
    for old in range(1, size + 1):
        assert list(tree.consistency(old, size)) == subproof(old, ALL[:size], True)


@pytest.mark.parametrize("size", range(1, 18))
def test_a_proof_holds_for_its_own_place_only(size: int) -> None:
    tree = Tree(LEAVES)
    for index in range(size):
        proof, root = tree.inclusion(index, size), tree.root(size)
        holds = {
            (at, n) for at in range(size) for n in range(1, 18) if includes(LEAVES[index], at, n, proof, tree.root(n))
        }
        assert holds == {(index, size)}
        assert not includes(LEAVES[index + 1], index, size, proof, root)
        for wrong in damaged(proof):
            assert not includes(LEAVES[index], index, size, wrong, root)


@pytest.mark.parametrize("size", range(1, 18))
def test_a_log_continues_its_own_beginnings_only(size: int) -> None:
    tree = Tree(LEAVES)
    root = tree.root(size)
    for old in range(1, size + 1):
        proof = tree.consistency(old, size)
        holds = {(m, n) for n in range(18) for m in range(18) if continues(m, tree.root(m), n, tree.root(n), proof)}
        if old == size:  # nothing has to be proved, and no proof is asked for
            assert holds == {(n, n) for n in range(1, 18)}
        else:
            assert holds == {(old, size)}
        assert not continues(old, leaf(b"other"), size, root, proof)
        assert not continues(old, tree.root(old), size, leaf(b"other"), proof)
        for wrong in damaged(proof):
            assert not continues(old, tree.root(old), size, root, wrong)


def damaged(proof: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    """A bit changed in each part, a part left out, a part added."""
    changed = [(*proof[:at], bytes([each[0] ^ 1]) + each[1:], *proof[at + 1 :]) for at, each in enumerate(proof)]
    return [*changed, *(proof[:at] + proof[at + 1 :] for at in range(len(proof))), (*proof, leaf(b"more"))]


@given(st.lists(st.binary(max_size=4), max_size=70), st.data())
def test_the_edge_and_the_tree_agree_at_every_size(entries: list[bytes], data: st.DataObject) -> None:
    tree, edge = Tree([leaf(each) for each in entries]), Edge()
    for size, each in enumerate(entries, 1):
        edge = edge.add(leaf(each))
        assert edge.size == size
        assert edge.root == tree.root(size)
    if entries:
        old = data.draw(st.integers(1, len(entries)))
        assert continues(old, tree.root(old), tree.size, tree.root(), tree.consistency(old))


def test_a_leaf_is_no_node_and_nothing_has_the_root_of_nothing() -> None:
    left, right = LEAVES[:2]
    assert leaf(left + right) != Tree([left, right]).root()
    assert Edge().root == Tree([]).root() == EMPTY


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_what_is_not_there(index: int) -> None:
    tree = Tree(LEAVES[:3])
    with pytest.raises(ValueError, match=f"no leaf has the index {index} in a tree of 3"):
        tree.inclusion(index)
    with pytest.raises(ValueError, match="a tree of 3 has no earlier size 4"):
        tree.consistency(4)
    with pytest.raises(ValueError, match="a tree of 3 has no root of 4"):
        tree.root(4)
    assert not includes(LEAVES[0], index, 3, (), tree.root())
    assert not continues(0, EMPTY, 3, tree.root(), ())
