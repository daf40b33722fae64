import type { Curve } from './record.ts';

const width = 760;
const height = 420;
const plot = { left: 64, right: 560, top: 40, bottom: 370 };
const colours = ['#0969da', '#bc4c00', '#1a7f37', '#8250df', '#cf222e', '#6e7781', '#9a6700'];

/** Draws curves over the number of patterns as an SVG; both axes are logarithmic, for both span several powers of ten. */
export function picture(title: string, unit: string, curves: readonly Curve[]): string {
  const drawn = curves.map(curve => ({ ...curve, points: curve.points.filter(([, value]) => value > 0) }));
  const points = drawn.flatMap(curve => curve.points);
  const x = scale(
    points.map(([patterns]) => patterns),
    plot.left,
    plot.right,
  );
  const y = scale(
    points.map(([, value]) => value),
    plot.bottom,
    plot.top,
  );
  const lines = drawn.flatMap(({ name, points }, index) => {
    const colour = colours[index % colours.length];
    const path = points.map(([patterns, value]) => `${fixed(x.at(patterns))},${fixed(y.at(value))}`);
    const level = plot.top + 12 + index * 20;
    return [
      `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...path.map(place => {
        const [cx, cy] = place.split(',');
        return `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`;
      }),
      `<rect x="${plot.right + 20}" y="${level - 8}" width="12" height="4" fill="${colour}"/>`,
      text(plot.right + 38, level, name),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(plot.left, 22, title),
    ...x.powers.map(power => {
      const place = fixed(x.at(power));
      return `<line x1="${place}" y1="${plot.top}" x2="${place}" y2="${plot.bottom}" stroke="#d0d7de"/>${text(x.at(power), plot.bottom + 18, power.toLocaleString('en'), 'middle')}`;
    }),
    ...y.powers.map(power => {
      const place = fixed(y.at(power));
      return `<line x1="${plot.left}" y1="${place}" x2="${plot.right}" y2="${place}" stroke="#d0d7de"/>${text(plot.left - 8, y.at(power) + 4, power.toLocaleString('en', { maximumFractionDigits: 3 }), 'end')}`;
    }),
    text((plot.left + plot.right) / 2, plot.bottom + 38, 'patterns', 'middle'),
    text(plot.left - 48, plot.top - 6, unit),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

/** A logarithmic scale from the power of ten below the least value to the one above the greatest. */
function scale(values: readonly number[], from: number, to: number) {
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value: number): number => from + ((Math.log10(value) - least) / (most - least)) * (to - from),
    powers: Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index)),
  };
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function text(x: number, y: number, said: string, anchor = 'start'): string {
  const escaped = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}" fill="#1f2328">${escaped}</text>`;
}
