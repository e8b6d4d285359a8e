import { useMemo } from 'react';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { calendarDay, count, dayMonth } from '../app/format.ts';
import { useChart } from '../app/useChart.ts';
import type { Standing, Trend } from './model.ts';
import { standingWords } from './words.ts';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const colors: readonly (readonly [Standing, string])[] = [
  ['breached', '#a80f1c'],
  ['due', '#d08700'],
  ['kept', '#2f8a57'],
];

const optionOf = (days: Trend['days']) => ({
  tooltip: { trigger: 'axis' },
  legend: { bottom: 0, textStyle: { color: '#17181c' } },
  grid: { left: 44, right: 12, top: 12, bottom: 56 },
  xAxis: { type: 'category', boundaryGap: false, data: days.map(({ date }) => dayMonth(date)), axisLabel: { color: '#4b4e57' } },
  yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#4b4e57' } },
  series: colors.map(([standing, color]) => ({ type: 'line', stack: 'all', areaStyle: { opacity: 0.35 }, symbol: 'none', name: standingWords[standing].many, color, data: days.map(({ counts }) => counts[standing] ?? 0) })),
});

/** How many obligations were breached, due and kept on each day. The table below says the same. */
export default function TrendChart({ days }: { readonly days: Trend['days'] }) {
  const place = useChart(useMemo(() => optionOf(days), [days]));
  return (
    <>
      <div className="trend-chart" ref={place} aria-hidden="true" />
      <details>
        <summary>Ver los números</summary>
        <div className="scroll">
          <table className="grid-table">
            <thead>
              <tr>
                <th scope="col">Día</th>
                {colors.map(([standing]) => (
                  <th key={standing} scope="col" className="figure">
                    {standingWords[standing].many}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map(({ date, counts }) => (
                <tr key={date}>
                  <th scope="row">{calendarDay(date)}</th>
                  {colors.map(([standing]) => (
                    <td key={standing} className="figure">
                      {count(counts[standing] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
