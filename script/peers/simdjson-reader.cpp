// The peer of muster's JSON reader: simdjson's DOM parser behind the same protocol as Sources/Bench.
#include <simdjson.h>
#include <time.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

static long cpu_time() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string measurement, path;
    double seconds = 0;
    words >> measurement >> path >> seconds;
    simdjson::padded_string text;
    if (simdjson::padded_string::load(path).get(text)) {
      std::cout << "error: " << path << " can't be read" << std::endl;
      continue;
    }
    simdjson::dom::parser parser;
    long iterations = 0, batch = 1, spent = 0, budget = (long)(seconds * 1e9), start = cpu_time();
    bool failed = false;
    do {
      for (long turn = 0; turn < batch; turn++) {
        simdjson::dom::element element;
        if (parser.parse(text).get(element)) failed = true;
      }
      iterations += batch;
      spent = cpu_time() - start;
      if (spent < budget / 100) batch *= 2;
    } while (spent < budget && !failed);
    if (failed) {
      std::cout << "error: " << path << " is refused" << std::endl;
    } else {
      std::cout << iterations << " " << spent << std::endl;
    }
  }
}
