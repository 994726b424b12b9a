"""tmp"""

import numpy as np


class Calibration:
    def __init__(self, measures, km, labels=None):
        self.m = np.array(measures)
        self.k = np.array(km)
        self.span = (self.m.min(), self.m.max())

    def reads(self, km):
        return self.k.min() <= km <= self.k.max()

    def to_chainage(self, m):
        return np.interp(m, self.m, self.k)

    def to_measure(self, k):
        o = np.argsort(self.k)
        return np.interp(k, self.k[o], self.m[o])
