import type { drawChart } from './draw-chart.ts';

export type DrawChart = typeof drawChart;

/**
 * Loads what draws charts: Vega, which is large, and which nothing but a reproduction needs. It comes with the App, so whoever
 * has installed the command line alone is told what is missing before anything is measured.
 */
export async function loadDrawing(version: string): Promise<{ drawChart: DrawChart } | { missing: string }> {
  try {
    return await import('./draw-chart.ts');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    return {
      missing: `Charts are drawn by Vega, which comes with the App and is not installed here. Install it beside this command: npm install pattern-librarian@${version}`,
    };
  }
}
