import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { ink } from '../evidence/chart.ts';
import type { ChartPart } from '../evidence/chart-scales.ts';
import { stamped } from '../evidence/chart-stamp.ts';

const style = `<style>
  @media (prefers-color-scheme: dark) {
    [fill="white"] { fill: #0d1117; }
    [fill="${ink}"] { fill: #b1bac4; }
    [stroke="${ink}"] { stroke: #b1bac4; }
    [stroke="#d0d7de"] { stroke: #3d444d; }
  }
</style>`;

/**
 * Draws a chart as SVG, one tag on a line. The same specification gives the same bytes: without a canvas, Vega
 * estimates the width of text from the number of its characters. Readers with a dark screen get dark paper.
 */
export async function drawChart(spec: ChartPart, resultsSha256: string): Promise<string> {
  const { spec: compiled } = compile({ ...spec, config } as unknown as TopLevelSpec);
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const [open = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const rest = svg.slice(open.length).replaceAll('><', '>\n<');
  return stamped(`${open}\n${style}\n${rest}\n`, resultsSha256);
}

const config = {
  background: 'white',
  font: 'system-ui, sans-serif',
  axis: {
    labelColor: ink,
    titleColor: ink,
    domainColor: ink,
    tickColor: ink,
    gridColor: '#d0d7de',
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  legend: { labelColor: ink, labelFontSize: 12, labelLimit: 0, symbolOpacity: 1 },
  view: { stroke: null },
};
