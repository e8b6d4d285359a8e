import type { CentreDetail } from '#contracts';
import { calendarDay, count } from '../app/format.ts';

/** The chart's figures as a table, for who cannot see it or wants the numbers. */
export function Days({ days }: { readonly days: CentreDetail['days'] }) {
  return (
    <details>
      <summary>Ver los números</summary>
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Día</th>
            <th scope="col" className="figure">
              Recibidos
            </th>
            <th scope="col" className="figure">
              Derivados
            </th>
            <th scope="col" className="figure">
              Atendidos
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, received, routed, answered }) => (
            <tr key={date}>
              <th scope="row">{calendarDay(date)}</th>
              <td className="figure">{count(received)}</td>
              <td className="figure">{count(routed)}</td>
              <td className="figure">{count(answered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
