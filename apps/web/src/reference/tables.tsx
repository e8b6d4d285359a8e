import type { ReactNode } from 'react';
import { policyNames, type PolicyName } from '#contracts';
import type { Centre, Department, Holiday, Organ, Policy, Procedure } from '../api/reference.ts';
import { calendarDay } from '../app/format.ts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import { amendCentre, amendOrgan, amendProcedure, closeOrgan, holidayKindNames, organTypeNames, replaceCoordinator, silenceNames, withdrawCoordinator, withdrawHoliday } from './commands.ts';
import { whenOf, whereOf } from './holiday-words.ts';
import { valueWords } from './policies.ts';

type Ask = ((spec: CommandSpec) => void) | undefined;

/** Where a row comes from, and whether somebody has read it there. */
const Source = ({ source, norm, verified }: { readonly source?: string; readonly norm?: string; readonly verified: boolean }) => (
  <td className="source">
    {verified ? <span className="badge green">Verificado</span> : <span className="badge amber">No verificado</span>} <span className="small">{source ?? norm}</span>
  </td>
);

function Table({ caption, heads, children }: { readonly caption: string; readonly heads: readonly string[]; readonly children: ReactNode }) {
  return (
    <table className="grid-table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

const Act = ({ onAsk, spec, label }: { readonly onAsk: Ask; readonly spec: CommandSpec; readonly label: string }) =>
  onAsk === undefined ? null : (
    <button type="button" className="link-button small" onClick={() => onAsk(spec)}>
      {label}
      <span className="unseen"> – {spec.title}</span>
    </button>
  );

export function OrganTable({ organs, onAsk, designates }: { readonly organs: readonly Organ[]; readonly onAsk: Ask; readonly designates: boolean }) {
  return (
    <Table caption="Órganos" heads={['Órgano', 'Clase', 'Coordinador documentario', 'Fuente', 'Acciones']}>
      {organs.map((organ) => (
        <OrganRow key={organ.id} organ={organ} onAsk={onAsk} designates={designates} />
      ))}
    </Table>
  );
}

function OrganRow({ organ, onAsk, designates }: { readonly organ: Organ; readonly onAsk: Ask; readonly designates: boolean }) {
  const { id, siglas, code, name, type, inForce, closedOn, successor, owner, ...sourced } = organ;
  return (
    <tr>
      <th scope="row">
        {siglas}
        <span className="small soft row-name">
          {name}
          {code && ` · ${code}`}
        </span>
        {!inForce && <span className="badge">No vigente{closedOn && ` desde ${closedOn}`}</span>}
        {successor && <span className="small"> Lo sucede: {successor}</span>}
      </th>
      <td>{organTypeNames[type]}</td>
      <td>{owner ?? (type === 'externo' || type === 'alta-direccion' || !inForce ? '—' : <span className="badge amber">Sin designar</span>)}</td>
      <Source {...sourced} />
      <td className="row-acts">
        {inForce && type !== 'externo' && (
          <>
            {designates && owner !== undefined && <Act onAsk={onAsk} label="Reemplazar" spec={replaceCoordinator(id, siglas)} />}
            {designates && owner !== undefined && <Act onAsk={onAsk} label="Retirar" spec={withdrawCoordinator(id, siglas)} />}
            <Act onAsk={onAsk} label="Modificar" spec={amendOrgan(organ)} />
            <Act onAsk={onAsk} label="Cerrar" spec={closeOrgan(id, siglas)} />
          </>
        )}
      </td>
    </tr>
  );
}

export function CentreTable({ centres, departments, onAsk }: { readonly centres: readonly Centre[]; readonly departments: readonly Department[]; readonly onAsk: Ask }) {
  const names = new Map(departments.map(({ code, name }) => [code, name]));
  return (
    <Table caption="Centros" heads={['Centro', 'Departamento', 'Ciudad', 'Fuente', 'Acciones']}>
      {centres.map((centre) => {
        const { code, name, department, city, foreign, ...sourced } = centre;
        return (
          <tr key={code}>
            <th scope="row">
              {code}
              <span className="small soft row-name">{name}</span>
              {foreign && <span className="badge violet">Historia importada</span>}
            </th>
            <td>{department === undefined ? '—' : `${department} – ${names.get(department) ?? ''}`}</td>
            <td>{city ?? '—'}</td>
            <Source {...sourced} />
            <td className="row-acts">{!foreign && <Act onAsk={onAsk} label="Corregir" spec={amendCentre(centre, departments)} />}</td>
          </tr>
        );
      })}
    </Table>
  );
}

export function ProcedureTable({ procedures, onAsk }: { readonly procedures: readonly Procedure[]; readonly onAsk: Ask }) {
  return (
    <Table caption="Tipos de trámite" heads={['Trámite', 'Plazo', 'Silencio', 'Rige desde', 'Norma', 'Acciones']}>
      {procedures.map((procedure) => {
        const { id, name, answerWorkingDays, silence, from, ...sourced } = procedure;
        return (
          <tr key={id}>
            <th scope="row">
              {name}
              <span className="small soft row-name">{id}</span>
            </th>
            <td>{answerWorkingDays === undefined ? 'Sin plazo' : `${answerWorkingDays} días hábiles`}</td>
            <td>{silenceNames[silence]}</td>
            <td>{from}</td>
            <Source {...sourced} />
            <td className="row-acts">
              <Act onAsk={onAsk} label="Modificar" spec={amendProcedure(procedure)} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

export function HolidayTable({ holidays, onAsk }: { readonly holidays: readonly Holiday[]; readonly onAsk: Ask }) {
  return (
    <Table caption="Días no laborables" heads={['Día', 'Cuándo', 'Dónde', 'Clase', 'Norma', 'Acciones']}>
      {holidays.map((holiday) => (
        <tr key={holiday.id}>
          <th scope="row">
            {holiday.name}
            {holiday.knownUntil !== undefined && <span className="badge">Retirado</span>}
          </th>
          <td>
            {whenOf(holiday)}
            {holiday.validFrom !== undefined && <span className="small soft row-name">desde {calendarDay(holiday.validFrom)}</span>}
          </td>
          <td>{whereOf(holiday)}</td>
          <td>{holidayKindNames[holiday.kind] ?? holiday.kind}</td>
          <Source norm={holiday.norm ?? ''} verified={holiday.verified} />
          <td className="row-acts">{holiday.knownUntil === undefined && <Act onAsk={onAsk} label="Retirar" spec={withdrawHoliday(holiday.id, holiday.name)} />}</td>
        </tr>
      ))}
    </Table>
  );
}

export function PolicyTable({ policies }: { readonly policies: readonly Policy[] }) {
  return (
    <Table caption="Políticas" heads={['Política', 'Valor', 'Rige desde', 'Norma']}>
      {policies.map(({ name, value, from, ...sourced }) => (
        <tr key={`${name} ${from}`}>
          <th scope="row">{policyNames[name as PolicyName] ?? name}</th>
          <td>{valueWords(value)}</td>
          <td>{from}</td>
          <Source {...sourced} />
        </tr>
      ))}
    </Table>
  );
}
