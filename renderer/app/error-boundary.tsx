import { Component, type ReactNode } from 'react'
import { useRouteError } from 'react-router'
import { CrashScreen } from './crash-screen.tsx'

interface State {
  readonly error: unknown
  readonly failed: boolean
}

/** Catches a bug in drawing a screen; the rest of the program and all data stay as they are. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null, failed: false }
  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true }
  }
  override render() {
    if (this.state.failed) return <CrashScreen error={this.state.error} />
    return this.props.children
  }
}

/** The same for one route: the navigation around it still works. */
export function RouteError() {
  return <CrashScreen error={useRouteError()} />
}
