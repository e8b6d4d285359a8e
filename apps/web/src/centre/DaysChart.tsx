import { useMemo } from 'react';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { CentreDetail } from '#contracts';
import { dayMonth } from '../app/format.ts';
import { useChart } from '../app/useChart.ts';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const series = [
  ['received', 'Recibidos', '#154c8c'],
  ['routed', 'Derivados', '#7a58ab'],
  ['answered', 'Atendidos', '#2f8a57'],
] as const;

const optionOf = (days: CentreDetail['days']) => ({
  tooltip: { trigger: 'axis' },
  legend: { bottom: 0, textStyle: { color: '#17181c' } },
  grid: { left: 36, right: 8, top: 12, bottom: 56 },
  xAxis: { type: 'category', data: days.map(({ date }) => dayMonth(date)), axisLabel: { color: '#4b4e57' } },
  yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#4b4e57' } },
  series: series.map(([key, name, color]) => ({ type: 'bar', name, color, data: days.map((day) => day[key]) })),
});

/** Received, routed and answered by day. The table below says the same. */
export default function DaysChart({ days }: { readonly days: CentreDetail['days'] }) {
  const place = useChart(useMemo(() => optionOf(days), [days]));
  return <div className="days-chart" ref={place} aria-hidden="true" />;
}
