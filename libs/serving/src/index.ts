export { type Pending } from './inbox.ts';
export { declareContext, type ContextSpec, type DeclaredContext } from './context.ts';
export { recordView, turnOf, type InstanceRecord, type Step } from './record-view.ts';
export { directiveContext } from './directive.ts';
