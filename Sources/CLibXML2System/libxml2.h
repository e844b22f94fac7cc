// Only there so that the package finds the library: Swift never imports this module, because
// libxml2's headers declare, with ICU enabled, types that Foundation's ICU declares differently.
#pragma once
#include <libxml/xmlversion.h>
