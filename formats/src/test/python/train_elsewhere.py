"""Trains a small convolutional network on MNIST with PyTorch and exports it by torch.onnx.export.

    python3 train_elsewhere.py MNIST_FOLDER OUTPUT_FOLDER

MNIST_FOLDER holds the four unpacked IDX files. Writes mnist-torch.onnx, and mnist-torch.labels: the class that PyTorch
itself predicts for each of the 10,000 test images, one byte each. Made with PyTorch 1.13, seed 1, two threads, on a CPU.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

EPOCHS = 2
BATCH = 100


def images(path):
    pixels = np.fromfile(path, dtype=np.uint8)[16:].reshape(-1, 1, 28, 28)
    return torch.from_numpy(pixels.astype(np.float32) / np.float32(255))


def labels(path):
    return torch.from_numpy(np.fromfile(path, dtype=np.uint8)[8:].astype(np.int64))


def main(mnist, output):
    torch.manual_seed(1)
    torch.set_num_threads(2)
    network = nn.Sequential(
        nn.Conv2d(1, 8, 5, padding=2, bias=False),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 7 * 7, 40),
        nn.ReLU(),
        nn.Linear(40, 10),
    )
    x, y = images(mnist / "train-images-idx3-ubyte"), labels(mnist / "train-labels-idx1-ubyte")
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3)
    steps = EPOCHS * (len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=5e-3, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(x))
        for batch in order.split(BATCH):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(x[batch]), y[batch]).backward()
            optimizer.step()
            schedule.step()
    network.eval()

    test_x, test_y = images(mnist / "t10k-images-idx3-ubyte"), labels(mnist / "t10k-labels-idx1-ubyte")
    with torch.no_grad():
        logits = torch.cat([network(part) for part in test_x.split(1000)])
    predicted = logits.argmax(1)
    best = logits.topk(2, 1).values
    print("accuracy", (predicted == test_y).float().mean().item())
    print("smallest difference between the two largest outputs", (best[:, 0] - best[:, 1]).min().item())
    (output / "mnist-torch.labels").write_bytes(predicted.numpy().astype(np.uint8).tobytes())
    torch.onnx.export(
        network,
        torch.zeros(1, 1, 28, 28),
        output / "mnist-torch.onnx",
        opset_version=13,
        training=torch.onnx.TrainingMode.PRESERVE,  # in prediction, but batch normalisation as a node of its own
        input_names=["image"],
        output_names=["scores"],
        dynamic_axes={"image": {0: "batch"}, "scores": {0: "batch"}},
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
