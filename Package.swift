// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict + settings)
}

/// Asynchronous functions go on where their caller runs: between the parts of one request nothing is
/// gained by a change of executors, and asking for one costs more than some of the parts.
let staying: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "muster",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "muster", targets: ["MusterCLI"]),
    .library(name: "Muster", targets: ["Muster"]),
  ],
  // What packages that use the library must agree with: any later version of the same first number.
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // Names that others may use too have a longer one here: all targets of all packages must differ.
    .executableTarget(
      name: "MusterCLI",
      dependencies: [
        "Documents", "Schemas", "Evidence", "Contracts", "Suites", "Checks", "Markup", "Transport",
        "Execution", "Inputs", "History", "Reports", "Selftest", "Servers", "Certification",
        arguments, logging,
      ],
      path: "Sources/CLI", swiftSettings: strict),
    .executableTarget(
      name: "MusterBench",
      dependencies: [
        "Checks", "Contracts", "Documents", "Evidence", "Execution", "History", "Inputs", "Reports",
        "Schemas", "Suites", "Transport",
      ],
      path: "Sources/Bench", swiftSettings: strict),
    library("Documents", [yams]),
    library("Schemas", ["Documents", "CPCRE2"]),
    library("Evidence", ["Documents"]),
    library("Contracts", ["Documents", "Schemas"]),
    library("Suites", ["Documents", "Schemas", "Contracts", "Evidence", "Markup", crypto]),
    library("Checks", ["Documents", "Schemas", "Contracts", "Evidence"]),
    library("Transport", ["Documents", "Evidence", "CCurl"], settings: staying),
    library(
      "Execution",
      ["Documents", "Contracts", "Suites", "Checks", "Transport", "Evidence"], settings: staying),
    library("Markup", ["Documents", "CLibXML2"]),
    library("Reports", ["Documents", "Evidence", "Markup", crypto, mustache]),
    library(
      "Inputs",
      [
        "Documents", "Schemas", "Evidence", "Contracts", "Suites", "Checks", "Transport",
        "Execution", "Reports", crypto,
      ]),
    library(
      "Muster",
      [
        "Documents", "Schemas", "Evidence", "Contracts", "Suites", "Checks", "Transport",
        "Execution",
        "Inputs",
        "Reports",
      ]),
    library("History", ["Documents", "Evidence", "Reports", grdb, mustache]),
    library(
      "Servers",
      [
        "Documents", "Schemas", "Contracts", "Suites", "Evidence", grdb, hummingbird, logging, nio,
      ]),
    library(
      "Selftest",
      [
        "Documents", "Contracts", "Suites", "Checks", "Transport", "Evidence", "Execution",
        "Reports", mustache,
      ]),
    library(
      "Certification",
      [
        "Documents", "Schemas", "Contracts", "Suites", "Evidence", "Reports", "CZlib", crypto,
        mustache,
      ]),
    .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
    tests("EvidenceTests", ["Evidence", "Documents"]),
    tests(
      "SuitesTests", ["Suites", "Contracts", "Documents", "Evidence", "Schemas"],
      exclude: ["Fixtures"]),
    tests("GenerationTests", ["Suites", "Contracts", "Documents", "Schemas"]),
    tests("ChecksTests", ["Checks", "Contracts", "Documents", "Evidence"]),
    tests(
      "ExecutionTests",
      ["Execution", "Checks", "Contracts", "Documents", "Evidence", "Suites", "Transport"]),
    tests("MarkupTests", ["Markup", "Documents"]),
    tests(
      "ReportsTests", ["Reports", "Documents", "Evidence", "Markup", "Schemas"],
      exclude: ["Fixtures", "Golden"]),
    tests("HistoryTests", ["History", "Documents", "Evidence", "Reports", "Schemas", grdb]),
    tests("SelftestTests", ["Selftest", "Contracts", "Documents", "Evidence", "Suites"]),
    tests(
      "CertificationTests", ["Certification", "Documents", "Evidence", "Schemas"]),
    tests("ServersTests", ["Servers", "Contracts", "Documents", grdb, logging]),
    tests("MusterTests", ["Muster", "Checks", "Documents", "Evidence", "Servers"]),
    tests("TransportTests", ["Transport", "Documents", "Evidence"]),
    tests("ContractsTests", ["Contracts", "Documents", "Schemas"], exclude: ["Fixtures"]),
    tests("DocumentsTests", ["Documents"]),
    tests("SchemasTests", ["Schemas", "Documents"]),
    tests(
      "EndToEndTests",
      ["MusterCLI", "Muster", "Servers", "Certification", "Documents", "Evidence", grdb],
      exclude: ["Fixtures"]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2System", path: "Sources/CLibXML2System", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
  ]
)
