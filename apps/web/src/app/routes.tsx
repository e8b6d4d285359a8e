import { createBrowserRouter, Link, useRouteError } from 'react-router';
import { Only } from './Only.tsx';
import { Home, PublicShell, StaffShell } from './Shell.tsx';
import { useTitle } from './useTitle.ts';

/** Each screen is a chunk of its own: the desk never loads the board's map. */
export const router = createBrowserRouter([
  {
    element: <PublicShell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <p className="loading">Cargando…</p>,
    children: [
      { index: true, lazy: () => import('../tracking/Landing.tsx') },
      { path: 'seguimiento', lazy: () => import('../tracking/TrackingPage.tsx') },
      { path: 'kiosco/:token', lazy: () => import('../kiosk/KioskPage.tsx') },
      { path: 'buzon/:centre', lazy: () => import('../kiosk/BoxPage.tsx') },
      { path: 'ingresar', lazy: () => import('../session/SignIn.tsx') },
      { path: 'ingresar/retorno', lazy: () => import('../session/Return.tsx') },
      { path: '*', element: <Missing /> },
    ],
  },
  {
    element: <StaffShell />,
    errorElement: <Broken />,
    hydrateFallbackElement: <p className="loading">Cargando…</p>,
    children: [
      { path: 'inicio', element: <Home /> },
      { path: 'documentos/:id', lazy: () => import('../sheet/SheetPage.tsx') },
      { path: 'tablero', lazy: () => import('../board/BoardPage.tsx') },
      { path: 'centros/:centre', lazy: () => import('../centre/CentrePage.tsx') },
      { path: 'pendientes', lazy: () => import('../records/InboxPage.tsx') },
      { path: 'registros', lazy: () => import('../records/RegistersPage.tsx') },
      { path: 'registros/:path', lazy: () => import('../records/RegisterPage.tsx') },
      { path: 'registros/:path/:id', lazy: () => import('../records/RecordPage.tsx') },
      { path: 'directiva', lazy: () => import('../directive/DirectivePage.tsx') },
      { path: 'directiva/lugar/:place', lazy: () => import('../directive/PlacePage.tsx') },
      { path: 'directiva/:rule/:place', lazy: () => import('../directive/EvidencePage.tsx') },
      { path: 'referencia', lazy: () => import('../reference/ReferencePage.tsx') },
      { element: <Only roles={['operator']} />, children: [{ path: 'mesa', lazy: () => import('../desk/DeskPage.tsx') }] },
      { element: <Only roles={['document-coordinator']} />, children: [{ path: 'bandeja', lazy: () => import('../tray/TrayPage.tsx') }] },
      {
        element: <Only roles={['ogauc', 'oautda', 'administrator']} />,
        children: [
          { path: 'bandejas', lazy: () => import('../tray/TraysPage.tsx') },
          { path: 'bandejas/:organ', lazy: () => import('../tray/TrayPage.tsx') },
          { path: 'sin-titular', lazy: () => import('../tray/UnownedPage.tsx') },
        ],
      },
      {
        element: <Only roles={['operator', 'centre-coordinator', 'ogauc', 'oautda', 'administrator', 'importer', 'data-officer']} />,
        children: [{ path: 'documentos', lazy: () => import('../documents/DocumentsPage.tsx') }],
      },
      { element: <Only roles={['data-officer']} />, children: [{ path: 'datos-personales', lazy: () => import('../personal-data/ErasePage.tsx') }] },
      { element: <Only roles={['administrator']} />, children: [{ path: 'operacion', lazy: () => import('../operation/OperationPage.tsx') }] },
    ],
  },
]);

function Missing() {
  useTitle('Página no encontrada');
  return (
    <div className="stack">
      <h1>Esta página no existe</h1>
      <p>
        Revise la dirección o <Link to="/">vuelva al inicio</Link>.
      </p>
    </div>
  );
}

/** A screen failed: say so, and give a way on. What was being written is kept in the tab. */
function Broken() {
  const error = useRouteError();
  console.error(error);
  return (
    <main className="page">
      <h1>La pantalla falló</h1>
      <p>Lo que estaba escribiendo en la Mesa de Partes sigue guardado en esta pestaña. Vuelva a cargar la página para continuar.</p>
      <div>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Volver a cargar
        </button>
      </div>
    </main>
  );
}
