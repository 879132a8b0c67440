"""Makes the files of src/test/resources/firsthand/formats/numpy, with NumPy 1.24: python3 make_numpy_files.py

The same NumPy makes the same files. What NumPy holds in them is written beside, as the bits of float32s in hexadecimal
digits: numpy.txt, with a line for each array of its file, its name, its shape, its type and its values, row-major.
"""

import io
import pathlib
import warnings
import zipfile

import numpy

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "firsthand" / "formats" / "numpy"
SHAPES = [(), (0,), (5,), (2, 3), (0, 3), (2, 1, 3, 2)]
CODES = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]

random = numpy.random.RandomState(1)
expected = []


def values(code, shape):
    """Values of all sizes, with the largest and smallest of the type among them."""
    kind, size = code[0], int(code[1:])
    if kind == "b":
        array = random.randint(0, 2, shape)
    elif kind == "f":
        array = random.standard_normal(shape) * 10.0 ** random.randint(-4, 5, shape)
        special = [0.0, -0.0, numpy.inf, -numpy.inf, numpy.nan, 6e-8, 65504.0]
        array = numpy.where(random.rand(*shape) < 0.3, random.choice(special, shape), array)
    else:
        limits = numpy.iinfo(code)
        array = random.randint(limits.min, limits.max, shape, dtype=code)
        special = [limits.min, limits.max]
        if size == 8:
            # Halfway between two float32s, where the lower one, the upper one, and after one more the upper one is right.
            high = limits.max // 2 + 1
            special += [(1 << 24) + 1, (1 << 24) + 3, (1 << 25) + 3, high + (high >> 24), high + (high >> 24) + 1]
        array = numpy.where(random.rand(*shape) < 0.4, random.choice(numpy.array(special, code), shape), array)
    return numpy.asarray(array).astype(code).reshape(shape)


def expect(file, name, array):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bits = array.astype(numpy.float32).ravel(order="C").view(numpy.uint32)
    shape = "x".join(map(str, array.shape)) or "-"
    expected.append(" ".join([file, name, shape, array.dtype.name] + ["%08x" % b for b in bits]))


def member(name):
    """Of a fixed time."""
    return zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0))


def every_kind():
    with zipfile.ZipFile(FOLDER / "kinds.npz", "w", zipfile.ZIP_DEFLATED) as kinds:
        for code in CODES:
            for order in "<>" if code[1:] != "1" else "|":
                for shape in SHAPES:
                    for layout in "CF" if len(shape) > 1 else "C":
                        for version in [(1, 0), (2, 0), (3, 0)] if shape == (2, 3) else [(1, 0)]:
                            array = numpy.array(values(code, shape), order + code, order=layout)
                            name = "%s%s-%s-%s-%d" % (
                                {"<": "little-", ">": "big-", "|": ""}[order], code,
                                "x".join(map(str, shape)) or "single", layout, version[0])
                            out = io.BytesIO()
                            with warnings.catch_warnings():
                                warnings.simplefilter("ignore")
                                numpy.lib.format.write_array(out, array, version)
                            kinds.writestr(member(name), out.getvalue(), zipfile.ZIP_DEFLATED)
                            expect("kinds.npz", name, array)


class Pipe(io.RawIOBase):
    """Where one cannot go back, so that the sizes of members follow them."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.content += data
        return len(data)


def whole_files():
    arrays = {
        "W1": random.standard_normal((7, 5)).astype("f4"),
        "b1": random.standard_normal(5).astype("f4"),
        "größe": random.standard_normal((3, 2)),
        "folder/x": numpy.arange(6).reshape(2, 3),
        "__metadata__": numpy.frombuffer(b'{"format":"x"}', numpy.uint8),
        "empty": numpy.zeros((0, 4), "f4"),
        "single": numpy.array(2.5),
    }
    small = {"W": arrays["W1"][:2, :2], "b": arrays["b1"][:2]}
    for prefix, content in ("", arrays), ("small_", small):
        numpy.savez(FOLDER / (prefix + "savez.npz"), **content)
        numpy.savez_compressed(FOLDER / (prefix + "savez_compressed.npz"), **content)
        for name, save in ("piped.npz", numpy.savez), ("piped_compressed.npz", numpy.savez_compressed):
            pipe = Pipe()
            save(pipe, **content)
            (FOLDER / (prefix + name)).write_bytes(pipe.content)
        limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, 100
        numpy.savez(FOLDER / (prefix + "long_numbers.npz"), **content)
        zipfile.ZIP64_LIMIT = limit
    for name in "savez", "savez_compressed", "piped", "piped_compressed", "long_numbers":
        for key, array in arrays.items():
            expect(name + ".npz", key, array)
    numpy.savez(FOLDER / "none.npz")


def single_files():
    for name, array in {
        "ramp": (numpy.arange(6, dtype="f4") / 2 - 1).reshape(2, 3),
        "columns": numpy.asfortranarray(random.standard_normal((4, 3, 2))),
        "bytes": numpy.arange(250, 256, dtype="u1"),
    }.items():
        numpy.save(FOLDER / (name + ".npy"), array)
        expect(name + ".npy", name + ".npy", array)


def refused():
    """What NumPy can save and we do not read."""
    arrays = {
        "objects": numpy.array([None, {}], object),
        "complex": numpy.zeros(2, "c8"),
        "text": numpy.array(["one", "two"]),
        "bytestrings": numpy.array([b"one", b"two"]),
        "dates": numpy.array(["2000-01-01"], "M8[D]"),
        "durations": numpy.array([1], "m8[s]"),
        "longdouble": numpy.zeros(2, numpy.longdouble),
        "structured": numpy.zeros(2, [("a", "<f4"), ("b", "<i4", (2,))]),
        "void": numpy.zeros(2, "V3"),
    }
    for name, array in arrays.items():
        numpy.save(FOLDER / ("refused_%s.npy" % name), array, allow_pickle=True)


def headers():
    """Headers of versions 1.0 for many shapes, so that their texts end at all distances from the boundary."""
    shapes = [(1,), (10,), (784, 128), (3, 3, 1, 32), (60000, 28, 28), (2147483639,)]
    shapes += [(1,) * i + (10,) * j for i in range(1, 5) for j in range(0, 16)]
    with open(FOLDER / "headers.txt", "w") as out:
        for shape in shapes:
            for descr in "<f4", "|u1":
                header = io.BytesIO()
                description = {"descr": descr, "fortran_order": False, "shape": shape}
                numpy.lib.format.write_array_header_1_0(header, description)
                out.write("%s %s %s\n" % (descr[1:], "x".join(map(str, shape)), header.getvalue().hex()))


FOLDER.mkdir(parents=True, exist_ok=True)
every_kind()
whole_files()
single_files()
refused()
headers()
(FOLDER / "numpy.txt").write_text("\n".join(expected) + "\n", encoding="utf-8")
