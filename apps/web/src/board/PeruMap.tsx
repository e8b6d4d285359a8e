import { useEffect, useRef } from 'react';
import { MapChart } from 'echarts/charts';
import { TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, registerMap, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { count } from '../app/format.ts';
import { steps, type Measure } from './arrange.ts';
import { departmentNames, departments } from './peru.ts';

use([MapChart, TooltipComponent, VisualMapComponent, SVGRenderer]);
registerMap('peru', JSON.stringify(departments));

const palettes: Readonly<Record<Measure, readonly string[]>> = {
  pending: ['#eef2f8', '#c5d7ee', '#8db3dd', '#4c84c0', '#154c8c'],
  overdue: ['#eef0ec', '#f6cfcb', '#e8938c', '#cc4a48', '#8a0b16'],
};

const nouns: Readonly<Record<Measure, string>> = { pending: 'pendientes', overdue: 'vencidos' };

interface PeruMapProps {
  readonly values: ReadonlyMap<string, number>;
  readonly measure: Measure;
  /** The department that is chosen, or empty. */
  readonly chosen: string;
  readonly onChoose: (department: string) => void;
}

function pieces(values: ReadonlyMap<string, number>, measure: Measure) {
  const limits = steps(Math.max(0, ...values.values()));
  return limits.map((min, i) => {
    const next = limits[i + 1];
    const color = palettes[measure][i] ?? '#000';
    if (min === 0) return { min: 0, max: 0, label: '0', color };
    if (next === undefined) return { min, label: `${count(min)} o más`, color };
    return { min, max: next - 1, label: next - 1 === min ? count(min) : `${count(min)} a ${count(next - 1)}`, color };
  });
}

function optionOf({ values, measure, chosen }: PeruMapProps) {
  return {
    animationDurationUpdate: 300,
    tooltip: {
      formatter: ({ name }: { name: string }) => {
        const value = values.get(name);
        return `<strong>${departmentNames.get(name) ?? ''}</strong><br>${value === undefined ? 'Sin centro registrado' : `${count(value)} ${nouns[measure]}`}`;
      },
    },
    visualMap: { type: 'piecewise', pieces: pieces(values, measure), left: 0, bottom: 0, itemGap: 4, textStyle: { fontSize: 12, color: '#17181c' }, selectedMode: false },
    series: [
      {
        type: 'map',
        map: 'peru',
        nameProperty: 'code',
        aspectScale: 0.99, // Peru's middle latitude is 9° S
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        selectedMode: false,
        itemStyle: { areaColor: '#e2e0da', borderColor: '#8c93a0', borderWidth: 0.6 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: '#ffd23f', borderColor: '#17181c' } },
        data: [...values].map(([name, value]) => ({ name, value, ...(name === chosen && { itemStyle: { borderColor: '#17181c', borderWidth: 3 } }) })),
      },
    ],
  };
}

/** Peru by department. The tiles beside it say the same in words: it is hidden from assistive technology. */
export function PeruMap(props: PeruMapProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const choose = useRef(props.onChoose);
  choose.current = props.onChoose;
  useEffect(() => {
    if (place.current === null) return undefined;
    const drawn = init(place.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ name }) => choose.current(name));
    // Hidden, as while another screen is being loaded, the map has no size, and ECharts fails to project onto nothing.
    const observer = new ResizeObserver(([entry]) => entry !== undefined && entry.contentRect.width > 0 && drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => void chart.current?.setOption(optionOf(props)), [props]);
  return <div className="peru-map" ref={place} aria-hidden="true" />;
}
