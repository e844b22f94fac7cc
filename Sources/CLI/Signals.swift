import Dispatch
import Glibc
import Inputs

/// Turns Ctrl-C, SIGTERM and SIGHUP into a call, so that reports are written before the process ends.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `action` on the first signal; a second one ends the process at once.
  init(_ action: @escaping @Sendable () -> Void) {
    let count = SignalCount()
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        guard count.isFirst() else { ProcessExit.now(ExitStatus.interrupted) }
        action()
      }
      source.resume()
      return source
    }
  }

  /// Gives the signals their usual meaning back.
  func stop() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    signal(SIGHUP, SIG_DFL)
  }
}
