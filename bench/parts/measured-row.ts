import type { Measured } from '../measure/measure.ts';
import { megabytes, seconds } from '../report/figures.ts';

export const measuredHeader = ['Time', 'CPU', 'Memory, all processes', 'Memory, largest process'];

export function measuredRow({ wallSeconds, cpuSeconds, peakBytes, largestBytes }: Measured): string[] {
  return [seconds(wallSeconds), seconds(cpuSeconds), megabytes(peakBytes), megabytes(largestBytes)];
}
