// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither `swift build` nor `swift test` of muster ever sees it. Its
// targets are muster's, by link: a package sees what has `package` access in itself.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  ],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: ["Documents", "Schemas", "Contracts", "Suites", "Markup", "CLibFuzzer"],
      swiftSettings: strict),
    library("Documents", [.product(name: "Yams", package: "Yams")]),
    library("Schemas", ["Documents", "CPCRE2"]),
    library("Contracts", ["Documents", "Schemas"]),
    library("Evidence", ["Documents"]),
    library("Markup", ["Documents", "CLibXML2"]),
    library(
      "Suites",
      [
        "Documents", "Schemas", "Contracts", "Evidence", "Markup",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
    .systemLibrary(
      name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibFuzzer"),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
  ]
)
