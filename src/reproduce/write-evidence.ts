import stringify from 'json-stringify-pretty-compact';
import { chartOf } from '../evidence/chart.ts';
import { evidenceText } from '../evidence/evidence-text.ts';
import type { Results } from '../evidence/results.ts';
import { withGeneratedPart } from '../evidence/section.ts';
import { sha256 } from '../pattern/digests.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { DrawChart } from './load-drawing.ts';

/** results.json as bytes: short lists stay on one line. */
function resultsText(results: Results): string {
  return `${stringify(results, { maxLength: 110 })}\n`;
}

/** The files that follow from results, by name: results.json, chart.svg and the README with its Evidence section. */
export async function evidenceFilesFor(
  pattern: Pattern,
  readme: string,
  results: Results,
  drawChart: DrawChart,
): Promise<Record<string, string>> {
  const text = resultsText(results);
  return {
    'results.json': text,
    'chart.svg': await drawChart(chartOf(results), sha256(text)),
    'README.md': withGeneratedPart(readme, evidenceText(pattern, results)),
  };
}
