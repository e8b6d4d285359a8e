import { useEffect, useRef, type RefObject } from 'react';
import { init, type EChartsType } from 'echarts/core';

type Option = Parameters<EChartsType['setOption']>[0];

/** Draws a chart into the element that it gives, as wide as that is, and again whenever the option changes. */
export function useChart(option: Option): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const drawn = init(place.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => void chart.current?.setOption(option), [option]);
  return place;
}
