// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "parcels",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Parcels", targets: ["Parcels"])],
  dependencies: [
    // In a package of your own: .package(url: "https://…/muster", from: "0.1.0")
    .package(name: "muster", path: "../.."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  ],
  targets: [
    .target(
      name: "Parcels", dependencies: [.product(name: "Hummingbird", package: "hummingbird")]),
    .testTarget(
      name: "ParcelsTests",
      dependencies: ["Parcels", .product(name: "Muster", package: "muster")],
      resources: [.copy("Contract")]),
  ]
)
