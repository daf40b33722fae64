import unittest

import numpy as np
from measure.intervals import effect, mean_interval, median_interval, t975, verdict


class Student(unittest.TestCase):
    def test_agrees_with_scipy(self):
        try:
            from scipy.stats import t
        except ImportError:
            self.skipTest("scipy is not installed")
        for freedom in [*range(1, 31), 31, 50, 99, 1000]:
            self.assertAlmostEqual(t975(freedom), t.ppf(0.975, freedom), delta=2e-4)


class Intervals(unittest.TestCase):
    def test_the_mean_is_covered_about_as_often_as_promised(self):
        rng = np.random.default_rng(0)
        samples = rng.normal(size=(4000, 5))
        covered = [low <= 0 <= high for _, low, high in map(mean_interval, samples)]
        self.assertTrue(0.94 < np.mean(covered) < 0.96, np.mean(covered))

    def test_the_median_is_covered_at_least_as_often_as_promised(self):
        rng = np.random.default_rng(0)
        samples = rng.lognormal(size=(4000, 10))
        covered = [low <= 1 <= high for _, low, high in map(median_interval, samples)]
        self.assertTrue(0.95 < np.mean(covered) < 0.99, np.mean(covered))

    def test_the_order_statistics_of_ten_are_the_second_and_the_ninth(self):
        self.assertEqual(median_interval(range(10)), (4.5, 1.0, 8.0))
        self.assertEqual(median_interval([3, 1, 2]), (2.0, 1.0, 3.0))

    def test_equal_values_are_their_own_interval(self):
        self.assertEqual(mean_interval([0.1] * 5), (0.1, 0.1, 0.1))
        self.assertEqual(mean_interval([7]), (7.0, 7.0, 7.0))


class Effects(unittest.TestCase):
    def test_better_is_positive_and_above_one(self):
        self.assertGreater(effect([2, 3], [1, 1], better="higher", compare="difference")["low"], -10)
        self.assertEqual(effect([1], [3], better="lower", compare="difference")["estimate"], 2)
        self.assertAlmostEqual(effect([1, 1], [4, 4], better="lower", compare="ratio")["estimate"], 4)
        self.assertAlmostEqual(effect([1, 1], [4, 4], better="higher", compare="ratio", timing=True)["estimate"], 0.25)

    def test_a_ratio_needs_positive_values(self):
        with self.assertRaises(ValueError):
            effect([1, 0], [1, 1], better="higher", compare="ratio")


class Verdicts(unittest.TestCase):
    def test_the_interval_decides_and_the_guard_may_spoil_it(self):
        at = lambda low, high: {"estimate": (low + high) / 2, "low": low, "high": high}
        for interval, loss, expected in [
            (at(0.1, 0.2), None, "supports"),
            (at(0.09, 0.2), None, "mixed"),
            (at(0.0, 0.099), None, "contradicts"),
            (at(0.1, 0.2), at(0.0, 0.01), "supports"),
            (at(0.1, 0.2), at(0.0, 0.02), "mixed"),
            (at(0.1, 0.2), at(0.011, 0.02), "contradicts"),
            (at(-1, 0), at(0, 0), "contradicts"),
        ]:
            self.assertEqual(verdict(interval, 0.1, loss, 0.01), expected)
