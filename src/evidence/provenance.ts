import type { PhrasingContent, RootContent } from 'mdast';
import { type Pattern, textOf } from '../pattern/pattern.ts';
import { codeSpan, html, paragraph, table } from '../pattern/tree.ts';
import { bytes, figure } from './numbers.ts';
import type { Results } from './results.ts';
import { columnTitle, quantityTitle } from './titles.ts';

type Inline = (PhrasingContent | string)[];

/** All quantities, what measuring them took, where it was done, and how to do it again: folded away. */
export function provenance(pattern: Pattern, results: Results): RootContent[] {
  const fingerprint = textOf(pattern, 'fingerprint') ?? pattern.path;
  const { environment, made_by, data, seeds } = results;
  const packages = Object.entries(environment.packages).map(([name, version]) => `${name} ${version}`);
  return [
    html('<details><summary>All quantities, resources, and how to run it again</summary>'),
    ...results.sweeps.map(sweep => sweepDetails(results, sweep)),
    paragraph(
      'Time is for all runs of a point together; memory is the peak of a process of its own, libraries included.',
    ),
    paragraph(
      `Data: ${data.name} (${data.source}; ${data.licence}), `,
      codeSpan(data.arguments),
      `. Seeds: ${seeds.join(', ')}.`,
    ),
    paragraph(
      `Measured on ${made_by.date} on ${environment.host_processor_model_name}, ${environment.host_processor_vcpu_count} cores, ${environment.host_memory_capacity}, ${environment.operating_system}, ${environment.threads} thread, load ${figure(environment.load_average)}; BLAS: ${environment.blas}; Python ${[environment.python, ...packages].join(', ')}.${made_by.network ? ` Network: ${made_by.network}.` : ''}`,
    ),
    paragraph('Run it again and compare:'),
    { type: 'code', lang: 'sh', value: `npm run patterns -- reproduce --check ${fingerprint}` },
    html('</details>'),
  ];
}

function sweepDetails(results: Results, sweep: Results['sweeps'][number]): RootContent {
  const header: Inline[] = [
    [columnTitle(sweep.axis)],
    ['Candidate'],
    ...results.quantities.map((quantity): Inline => [quantityTitle(quantity)]),
    ['Wall time'],
    ['CPU time'],
    ['Memory'],
  ];
  const rows = sweep.points.flatMap(point =>
    results.candidates.flatMap(({ id, title }): Inline[][] => {
      const measured = point.candidates[id];
      if (!measured) return [];
      return [
        [
          [figure(point.at)],
          [title],
          ...results.quantities.map(({ name }): Inline => [figure(measured.means[name] ?? 0)]),
          [`${figure(measured.wall_seconds)} s`],
          [`${figure(measured.cpu_seconds)} s`],
          [bytes(measured.peak_memory_bytes)],
        ],
      ];
    }),
  );
  return table(header, rows, ['right']);
}
