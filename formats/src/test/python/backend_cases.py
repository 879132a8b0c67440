"""Chooses, from the test data that ONNX publishes for its backends, the cases whose operators Firsthand's reader knows.

    python3 backend_cases.py DATA_FOLDER OUTPUT.zip

DATA_FOLDER is onnx/backend/test/data of ONNX 1.12.0 (Debian's package libonnx-testdata: /usr/share/libonnx-testdata/data).
Every case of which all nodes are of these operators is taken, whether or not our layers can express it, but those of more
than 150,000 bytes. Nothing is changed; the same data give the same bytes.
"""

import sys
import zipfile
from pathlib import Path

import onnx

LARGEST = 150_000
FOLDERS = ["node", "simple", "pytorch-converted", "pytorch-operator"]
OPERATORS = set(
    "Gemm MatMul Add Conv MaxPool AveragePool GlobalAveragePool BatchNormalization Flatten Reshape Relu LeakyRelu Elu"
    " Gelu Sigmoid Tanh Softplus Softmax LogSoftmax LayerNormalization Dropout Identity Constant Mul".split()
)


def main(data, output):
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for case in sorted(case for folder in FOLDERS for case in (data / folder).iterdir()):
            nodes = onnx.load(case / "model.onnx").graph.node
            if nodes and all(node.op_type in OPERATORS and not node.domain for node in nodes):
                paths = [case / "model.onnx", *sorted((case / "test_data_set_0").glob("*.pb"))]
                if sum(path.stat().st_size for path in paths) > LARGEST:
                    continue
                for path in paths:
                    entry = zipfile.ZipInfo(f"{case.parent.name}/{case.name}/{path.name}", (2026, 11, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
