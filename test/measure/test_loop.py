import dataclasses
import math
import os
import unittest

from measure import Axis, Candidate, Data, Experiment, Guard, Quantity
from measure.loop import sweeps
from measure.processes import Failed

experiment = Experiment(
    claim="The second is larger.",
    primary=Quantity("size", better="higher"),
    minimum_effect=0.5,
    candidates=[Candidate("a", "first", "baseline", "it is the first"), Candidate("b", "second", "pattern")],
    axes=[Axis("n", "size", [1, 10, 100]), Axis("m", "condition", [0, 1], default=1)],
    data=Data("none", "generated", "-"),
    not_tested=["more"],
)


def silent(*_):
    pass


def measured(measure, **changes):
    return sweeps(dataclasses.replace(experiment, **changes), measure, silent)


class Declaration(unittest.TestCase):
    def test_what_cannot_be_measured_is_said(self):
        self.assertEqual(experiment.problems(), [])
        clock = Quantity("seconds", better="lower", timing=True)
        for changes, words in [
            ({"candidates": experiment.candidates[:1]}, "'pattern'"),
            ({"candidates": [Candidate("a", "first", "baseline"), experiment.candidates[1]]}, "no reason"),
            ({"candidates": [experiment.candidates[0], Candidate("b", "second", "patern")]}, "the role 'patern'; expected"),
            ({"claim": " "}, "claim is empty"),
            ({"axes": []}, "no axis"),
            ({"axes": [Axis("n", "size", [1, 1])]}, "fewer than two"),
            ({"not_tested": []}, "not_tested"),
            ({"seeds": [1, 2]}, "2 seeds"),
            ({"compare": "ratio", "minimum_effect": 0.5}, "at least 1"),
            ({"primary": clock}, "compare='ratio'"),
            ({"primary": clock, "compare": "ratio", "minimum_effect": 1}, "ten repetitions"),
            ({"others": [experiment.primary]}, "same name"),
        ]:
            problems = dataclasses.replace(experiment, **changes).problems()
            self.assertIn(words, " ".join(problems), changes)


class Loop(unittest.TestCase):
    def test_each_axis_is_swept_with_the_others_at_rest_and_seeds_are_shared(self):
        seen = measured(lambda name, point, seed: {"size": point["n"] + 1000 * point["m"] + seed + (name == "b")})
        self.assertEqual([[point["at"] for point in sweep["points"]] for sweep in seen], [[1, 10, 100], [0, 1]])
        first, second = seen[0]["points"][0], seen[1]["points"][0]
        self.assertEqual(first["candidates"]["a"]["values"]["size"], [1001, 1002, 1003, 1004, 1005])
        self.assertEqual(second["candidates"]["a"]["means"]["size"], 12)
        self.assertEqual(first["effects"]["b"], {"effect": {"estimate": 1, "low": 1, "high": 1}, "guard": None, "verdict": "supports"})

    def test_every_candidate_and_point_has_a_process_of_its_own(self):
        seen = measured(lambda name, point, seed: {"size": os.getpid()}, axes=experiment.axes[:1])
        pids = {pid for point in seen[0]["points"] for item in point["candidates"].values() for pid in item["values"]["size"]}
        self.assertEqual(len(pids), 6)
        self.assertNotIn(os.getpid(), pids)

    def test_memory_is_that_of_the_candidate_alone(self):
        def measure(name, point, seed):
            block = bytearray(200_000_000 if name == "b" else 1)
            return {"size": len(block)}

        point = measured(measure, axes=experiment.axes[:1])[0]["points"][0]["candidates"]
        self.assertGreater(point["b"]["peak_memory_bytes"] - point["a"]["peak_memory_bytes"], 150_000_000)

    def test_a_guard_that_is_broken_contradicts(self):
        guard = Guard(Quantity("harm", better="lower"), margin=0.1)
        at = lambda harm: measured(
            lambda name, point, seed: {"size": float(name == "b"), "harm": harm * (name == "b")}, guard=guard
        )[0]["points"][0]["effects"]["b"]["verdict"]
        self.assertEqual([at(0.1), at(0.2)], ["supports", "contradicts"])

    def test_a_ratio_that_has_no_meaning_is_told_with_its_place(self):
        with self.assertRaisesRegex(Failed, r"at \{'n'.*size of 'b' and the baseline: .* there is 0"):
            measured(lambda name, point, seed: {"size": float(name == "a")}, compare="ratio", minimum_effect=1.1)

    def test_a_single_seed_is_run_twice_and_must_agree(self):
        once = {"seeds": [0], "axes": experiment.axes[:1]}
        self.assertEqual(len(measured(lambda *_: {"size": 1}, **once)[0]["points"][0]["candidates"]["a"]["values"]["size"]), 1)
        calls = iter(range(100))
        with self.assertRaisesRegex(Failed, "two runs with one seed differ"):
            measured(lambda *_: {"size": next(calls)}, **once)

    def test_what_goes_wrong_is_told_with_candidate_point_and_seed(self):
        def broken(name, point, seed):
            raise KeyError("no such column")

        for measure, words in [
            (broken, "(?s)candidate 'a' at .*seed 0.*no such column"),
            (lambda *_: {"other": 1}, r"gave \['other'\]; expected \['size'\]"),
            (lambda *_: {"size": math.nan}, "size is nan"),
            (lambda *_: os._exit(7), "exit code 7"),
            (lambda *_: os.abort(), "out of memory or was ended"),
        ]:
            with self.assertRaisesRegex(Failed, words):
                measured(measure)

    def test_what_an_experiment_prints_is_not_the_result(self):
        def chatty(name, point, seed):
            print("noise")
            return {"size": 1}

        self.assertEqual(measured(chatty)[0]["points"][0]["candidates"]["a"]["means"]["size"], 1)
