"""Turns the checked weights into a graph that onnxruntime runs: text ids in, unit vectors out.

The network is the one of BERT with six layers, pooled by the mean over the tokens; every step is
written out here, so that nobody needs torch to make it.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file  # pyright: ignore[reportUnknownVariableType]  # loosely typed

from bot.language.graphs import (
    CONSTANTS_FILE,
    GRAPH_FILE,
    LONE_CONSTANTS_FILE,
    LONE_FILE,
    Precision,
)

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS
OPSET = 20
_EPSILON = 1e-12
_UNSEEN = -1e9
"""Added to the attention of a padded place: its weight becomes an exact zero."""

Tensors = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Collects nodes and constants; every method returns the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401  # as onnx has it
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name, domain=domain, **attributes))
        return name

    def thirds(self, of: str) -> list[str]:
        """Three equal parts along the first axis."""
        name = f"split_{len(self.nodes)}"
        parts = [f"{name}_{part}" for part in range(3)]
        self.nodes.append(helper.make_node("Split", [of], parts, name, axis=0, num_outputs=3))
        return parts

    def linear(self, of: str, name: str, weight: NDArray[np.float32]) -> str:
        """The product with a weight that is stored as (out, in), without its bias."""
        return self.node("MatMul", of, self.constant(name, weight.T))


def write_graph(weights_file: Path, precision: Precision, folder: Path) -> None:
    """Write the graph of a weights file into a folder: GRAPH_FILE, and beside it what it refers to.

    The float32 constants lie in a file of their own, which onnxruntime maps rather than copies:
    that is a third of the memory and of the time to open. In float32 there is LONE_FILE too, which
    refers to the same constants and to a few of its own.
    """
    weights: Tensors = load_file(weights_file)
    if precision is Precision.INT8:
        _write_int8(fused_graph(weights), folder)
        return
    usual, lone = float32_graph(weights), lone_graph(weights)
    _save(usual, folder / GRAPH_FILE, CONSTANTS_FILE)
    # Saving has put into each constant where it is written.
    written = {each.name: each for each in usual.graph.initializer}
    shared = [written.get(each.name, each) for each in lone.graph.initializer]
    del lone.graph.initializer[:]
    lone.graph.initializer.extend(shared)
    _save(lone, folder / LONE_FILE, LONE_CONSTANTS_FILE)


def _save(model: onnx.ModelProto, file: Path, constants: str) -> None:
    onnx.save_model(  # pyright: ignore[reportUnknownMemberType]  # loosely typed
        model, file, save_as_external_data=True, location=constants
    )


def _write_int8(fused: onnx.ModelProto, folder: Path) -> None:
    """Weights in int8, one scale for each channel."""
    quantization: Any = import_module("onnxruntime.quantization")  # it ships no types
    quantization.quantize_dynamic(
        fused,
        folder / GRAPH_FILE,
        per_channel=True,
        weight_type=quantization.QuantType.QInt8,
        # Types are not inferred through operators that are onnxruntime's own.
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def float32_graph(weights: Tensors) -> onnx.ModelProto:
    """The graph in plain operators.

    Inputs `ids` and `mask`, int32, (batch, length); output `emb`, float32, (batch, WIDTH).
    """
    graph = _Graph()
    hidden = _embedded(graph, weights, *_length(graph))
    seen = graph.node("Cast", "mask", to=TensorProto.FLOAT)
    shut = _shut(graph, seen)
    heads = graph.constant("heads", np.array([0, 0, HEADS, HEAD_WIDTH]))
    whole = graph.constant("whole", np.array([0, 0, WIDTH]))
    graph.constant("scale", np.array(HEAD_WIDTH**-0.5, np.float32))
    for layer in range(LAYERS):
        within = f"encoder.layer.{layer}"
        attended = _attended(graph, weights, within, (hidden, shut, heads, whole))
        hidden = _layer_end(graph, weights, within, hidden, attended)
    return _finished(graph, _pooled(graph, hidden, seen))


def lone_graph(weights: Tensors) -> onnx.ModelProto:
    """The same network for one text by itself: nothing is padded, so nothing has to be shut out.

    Input `ids`, int32, (length,); output `emb`, float32, (WIDTH,).
    """
    graph = _Graph()
    graph.constant("begin", np.array([0]))
    hidden = _embedded(graph, weights, graph.node("Shape", "ids"), "begin")
    split = graph.constant("split", np.array([0, 3 * HEADS, HEAD_WIDTH]))
    whole = graph.constant("row", np.array([0, WIDTH]))
    for layer in range(LAYERS):
        within = f"encoder.layer.{layer}"
        attended = _lone_attended(graph, weights, within, (hidden, split, whole))
        hidden = _layer_end(graph, weights, within, hidden, attended)
    total = graph.node("ReduceSum", hidden, "begin", keepdims=0)
    return _finished(graph, _unit(graph, total, "begin"), lone=True)


def fused_graph(weights: Tensors) -> onnx.ModelProto:
    """The same network in operators of onnxruntime's own, which only int8 gains from."""
    graph = _Graph()
    hidden = _embedded(graph, weights, *_length(graph))
    seen = graph.node("Cast", "mask", to=TensorProto.FLOAT)
    for layer in range(LAYERS):
        within = f"encoder.layer.{layer}"
        hidden = _fused_layer(graph, weights, within, hidden)
    return _finished(graph, _pooled(graph, hidden, seen))


def _length(graph: _Graph) -> tuple[str, str]:
    """The length of a batch, and the name of where counting begins."""
    for name, value in (("zero", [0]), ("one", [1]), ("two", [2])):
        graph.constant(name, np.array(value))
    return graph.node("Slice", graph.node("Shape", "ids"), "one", "two"), "zero"


def _embedded(graph: _Graph, weights: Tensors, length: str, begin: str) -> str:
    """Word, place and type of each token, added; there is one type, so it goes into the places."""
    places = weights["embeddings.position_embeddings.weight"]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    graph.constant("places", places + kind)
    here = graph.node("Slice", "places", begin, length, begin)
    added = graph.node("Add", graph.node("Gather", words, "ids", axis=0), here)
    return _normal(graph, weights, "embeddings.LayerNorm", added)


def _shut(graph: _Graph, seen: str) -> str:
    """What is added to the attention, (batch, 1, 1, length): nothing, or a lot below nothing."""
    graph.constant("full", np.array(1, np.float32))
    graph.constant("unseen", np.array(_UNSEEN, np.float32))
    padded = graph.node("Mul", graph.node("Sub", "full", seen), "unseen")
    return graph.node("Unsqueeze", padded, graph.constant("middle", np.array([1, 2])))


def _normal(graph: _Graph, weights: Tensors, name: str, of: str) -> str:
    scale = graph.constant(f"{name}.scale", weights[f"{name}.weight"])
    shift = graph.constant(f"{name}.shift", weights[f"{name}.bias"])
    return graph.node("LayerNormalization", of, scale, shift, axis=-1, epsilon=_EPSILON)


def _affine(graph: _Graph, weights: Tensors, name: str, of: str) -> str:
    product = graph.linear(of, f"{name}.product", weights[f"{name}.weight"])
    return graph.node("Add", product, graph.constant(f"{name}.shift", weights[f"{name}.bias"]))


def _attended(
    graph: _Graph, weights: Tensors, within: str, names: tuple[str, str, str, str]
) -> str:
    """What each token takes from the others, before it is added to what it was."""
    hidden, shut, heads, whole = names
    split: dict[str, str] = {}
    for part in ("query", "key", "value"):
        made = _affine(graph, weights, f"{within}.attention.self.{part}", hidden)
        apart = graph.node("Reshape", made, heads)
        order = [0, 2, 3, 1] if part == "key" else [0, 2, 1, 3]
        split[part] = graph.node("Transpose", apart, perm=order)
    likeness = graph.node("Mul", graph.node("MatMul", split["query"], split["key"]), "scale")
    share = graph.node("Softmax", graph.node("Add", likeness, shut), axis=-1)
    taken = graph.node("Transpose", graph.node("MatMul", share, split["value"]), perm=[0, 2, 1, 3])
    joined = graph.node("Reshape", taken, whole)
    return _affine(graph, weights, f"{within}.attention.output.dense", joined)


def _lone_attended(
    graph: _Graph, weights: Tensors, within: str, names: tuple[str, str, str]
) -> str:
    """As `_attended` for one text: one product instead of three, its scale in the weights."""
    hidden, split, whole = names
    packed, shifts = _packed(weights, within)
    packed[:, :WIDTH] *= HEAD_WIDTH**-0.5
    shifts[:WIDTH] *= HEAD_WIDTH**-0.5
    product = graph.node("MatMul", hidden, graph.constant(f"{within}.scaled", packed))
    made = graph.node("Add", product, graph.constant(f"{within}.scaled_shifts", shifts))
    apart = graph.node("Transpose", graph.node("Reshape", made, split), perm=[1, 0, 2])
    query, key, value = graph.thirds(apart)
    turned = graph.node("Transpose", key, perm=[0, 2, 1])
    share = graph.node("Softmax", graph.node("MatMul", query, turned), axis=-1)
    taken = graph.node("Transpose", graph.node("MatMul", share, value), perm=[1, 0, 2])
    joined = graph.node("Reshape", taken, whole)
    return _affine(graph, weights, f"{within}.attention.output.dense", joined)


def _packed(weights: Tensors, within: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Query, key and value of a layer side by side, and what is added to them."""
    parts = [f"{within}.attention.self.{part}" for part in ("query", "key", "value")]
    packed = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
    return packed, np.concatenate([weights[f"{part}.bias"] for part in parts])


def _layer_end(graph: _Graph, weights: Tensors, within: str, hidden: str, attended: str) -> str:
    """Attention added and normalised, then the inner network added and normalised."""
    summed = graph.node("Add", attended, hidden)
    middle = _normal(graph, weights, f"{within}.attention.output.LayerNorm", summed)
    inner = graph.node("Gelu", _affine(graph, weights, f"{within}.intermediate.dense", middle))
    outer = _affine(graph, weights, f"{within}.output.dense", inner)
    return _normal(graph, weights, f"{within}.output.LayerNorm", graph.node("Add", outer, middle))


def _fused_layer(graph: _Graph, weights: Tensors, within: str, hidden: str) -> str:
    packed, shifts = _packed(weights, within)
    taken = graph.node(
        "Attention",
        hidden,
        graph.constant(f"{within}.packed", packed),
        graph.constant(f"{within}.shifts", shifts),
        "mask",
        domain="com.microsoft",
        num_heads=HEADS,
    )
    dense = f"{within}.attention.output.dense"
    attended = graph.linear(taken, f"{dense}.product", weights[f"{dense}.weight"])
    middle = _skipped(graph, weights, f"{within}.attention.output", (attended, hidden))
    dense = f"{within}.intermediate.dense"
    inner = graph.node(
        "BiasGelu",
        graph.linear(middle, f"{dense}.product", weights[f"{dense}.weight"]),
        graph.constant(f"{dense}.shift", weights[f"{dense}.bias"]),
        domain="com.microsoft",
    )
    dense = f"{within}.output.dense"
    outer = graph.linear(inner, f"{dense}.product", weights[f"{dense}.weight"])
    return _skipped(graph, weights, f"{within}.output", (outer, middle))


def _skipped(graph: _Graph, weights: Tensors, name: str, both: tuple[str, str]) -> str:
    return graph.node(
        "SkipLayerNormalization",
        *both,
        graph.constant(f"{name}.LayerNorm.scale", weights[f"{name}.LayerNorm.weight"]),
        graph.constant(f"{name}.LayerNorm.shift", weights[f"{name}.LayerNorm.bias"]),
        graph.constant(f"{name}.dense.shift", weights[f"{name}.dense.bias"]),
        domain="com.microsoft",
        epsilon=_EPSILON,
    )


def _pooled(graph: _Graph, hidden: str, seen: str) -> str:
    """The sum over the tokens that are there, at unit length; a mean's divisor would cancel out."""
    there = graph.node("Unsqueeze", seen, "two")
    total = graph.node("ReduceSum", graph.node("Mul", hidden, there), "one", keepdims=0)
    return _unit(graph, total, "one")


def _unit(graph: _Graph, total: str, axis: str) -> str:
    length = graph.node("ReduceL2", total, axis, keepdims=1)
    least = graph.constant("least", np.array(_EPSILON, np.float32))
    return graph.node("Div", total, graph.node("Max", length, least))


def _finished(graph: _Graph, last: str, *, lone: bool = False) -> onnx.ModelProto:
    graph.nodes.append(helper.make_node("Identity", [last], ["emb"], "emb"))
    inputs, batch = (["ids"], []) if lone else (["ids", "mask"], ["batch"])
    shape = [*batch, "length"]
    made = helper.make_graph(
        graph.nodes,
        "sentence vectors",
        [helper.make_tensor_value_info(name, TensorProto.INT32, shape) for name in inputs],
        [helper.make_tensor_value_info("emb", TensorProto.FLOAT, [*batch, WIDTH])],
        graph.constants,
    )
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=versions, producer_name="tummler", ir_version=10)
    # Says that there is nothing left to prepare, or quantising complains to the root logger.
    helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
    return model
