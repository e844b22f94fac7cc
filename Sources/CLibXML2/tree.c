#include "internal.h"
#include <limits.h>
#include <libxml/parserInternals.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

struct mx_tree {
  xmlDocPtr document;
  int has_doctype;
  problem_list problems;
};

struct mx_found {
  mx_kind kind;
  int count;
  xmlChar **items;
  problem_list problems;
};

// libxml2 calls it before it reads what a document type declaration holds.
static void refuse_doctype(
    void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name;
  (void)external;
  (void)system;
  xmlParserCtxtPtr parser = context;
  mx_tree *tree = parser->_private;
  tree->has_doctype = 1;
  xmlStopParser(parser);
}

mx_tree *mx_tree_new(const char *bytes, int count) {
  prepare_library();
  mx_tree *tree = calloc(1, sizeof *tree);
  if (tree == NULL) return NULL;
  if (count <= 0) return tree;
  xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, count);
  if (parser == NULL) {
    free(tree);
    return NULL;
  }
  xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  parser->_private = tree;
  parser->sax->internalSubset = refuse_doctype;
  xmlSetStructuredErrorFunc(&tree->problems, collect_problem);
  xmlParseDocument(parser);
  xmlSetStructuredErrorFunc(NULL, NULL);
  if (parser->wellFormed && !tree->has_doctype) {
    tree->document = parser->myDoc;
  } else if (parser->myDoc != NULL) {
    xmlFreeDoc(parser->myDoc);
  }
  parser->myDoc = NULL;
  xmlFreeParserCtxt(parser);
  return tree;
}

void mx_tree_free(mx_tree *tree) {
  if (tree == NULL) return;
  if (tree->document != NULL) xmlFreeDoc(tree->document);
  free_problems(&tree->problems);
  free(tree);
}

int mx_tree_is_sound(const mx_tree *tree) { return tree->document != NULL; }

int mx_tree_has_doctype(const mx_tree *tree) { return tree->has_doctype; }

int mx_tree_problem_count(const mx_tree *tree) { return tree->problems.count; }

mx_problem mx_tree_problem(const mx_tree *tree, int index) {
  return problem_at(&tree->problems, index);
}

// XPath 1.0 has no default namespace: the root's is at hand under a name of its own.
static void register_namespaces(xmlXPathContextPtr context, xmlDocPtr document) {
  xmlNodePtr root = xmlDocGetRootElement(document);
  for (xmlNsPtr space = root == NULL ? NULL : root->nsDef; space != NULL; space = space->next) {
    const xmlChar *prefix = space->prefix == NULL ? BAD_CAST "default" : space->prefix;
    xmlXPathRegisterNs(context, prefix, space->href);
  }
}

// The bytes of the texts that were added so far, or -1 where these would be too many.
static int64_t add(mx_found *found, xmlChar *text, int64_t size, int64_t limit) {
  if (text == NULL) return -1;
  size += (int64_t)strlen((const char *)text);
  if (size > limit) {
    xmlFree(text);
    return -1;
  }
  found->items[found->count++] = text;
  return size;
}

static void take(mx_found *found, xmlXPathObjectPtr object, int item_limit, int64_t size_limit) {
  int count = 1;
  switch (object->type) {
  case XPATH_NODESET:
    found->kind = mx_kind_nodes;
    count = object->nodesetval == NULL ? 0 : object->nodesetval->nodeNr;
    break;
  case XPATH_BOOLEAN: found->kind = mx_kind_boolean; break;
  case XPATH_NUMBER: found->kind = mx_kind_number; break;
  case XPATH_STRING: found->kind = mx_kind_string; break;
  default: return;
  }
  if (count > item_limit) {
    found->kind = mx_kind_too_large;
    return;
  }
  found->items = calloc((size_t)count + 1, sizeof *found->items);
  if (found->items == NULL) {
    found->kind = mx_kind_failed;
    return;
  }
  int64_t size = 0;
  for (int index = 0; index < count && size >= 0; index++) {
    xmlChar *text = object->type == XPATH_NODESET
        ? xmlXPathCastNodeToString(object->nodesetval->nodeTab[index])
        : xmlXPathCastToString(object);
    size = add(found, text, size, size_limit);
  }
  if (size < 0) found->kind = mx_kind_too_large;
}

static xmlXPathContextPtr context_for(const mx_tree *tree, problem_list *problems, int work) {
  xmlXPathContextPtr context = xmlXPathNewContext(tree == NULL ? NULL : tree->document);
  if (context == NULL) return NULL;
  context->userData = problems;
  context->error = collect_problem;
  context->opLimit = (unsigned long)work;
  return context;
}

mx_found *mx_tree_find(
    const mx_tree *tree, const char *path, int work, int item_limit, int64_t size_limit) {
  mx_found *found = calloc(1, sizeof *found);
  if (found == NULL) return NULL;
  found->kind = mx_kind_failed;
  if (tree->document == NULL) return found;
  xmlXPathContextPtr context = context_for(tree, &found->problems, work);
  if (context == NULL) return found;
  register_namespaces(context, tree->document);
  context->node = xmlDocGetRootElement(tree->document);
  xmlXPathObjectPtr object = xmlXPathEval(BAD_CAST path, context);
  if (object != NULL) {
    take(found, object, item_limit, size_limit);
    xmlXPathFreeObject(object);
  } else if (context->lastError.code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED) {
    found->kind = mx_kind_too_large;
  }
  xmlXPathFreeContext(context);
  return found;
}

mx_found *mx_path_check(const char *path, int work) {
  prepare_library();
  mx_found *found = calloc(1, sizeof *found);
  if (found == NULL) return NULL;
  found->kind = mx_kind_failed;
  xmlXPathContextPtr context = context_for(NULL, &found->problems, work);
  if (context == NULL) return found;
  xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, BAD_CAST path);
  if (compiled != NULL) {
    found->kind = mx_kind_nodes;
    xmlXPathFreeCompExpr(compiled);
  }
  xmlXPathFreeContext(context);
  return found;
}

void mx_found_free(mx_found *found) {
  if (found == NULL) return;
  for (int index = 0; index < found->count; index++) xmlFree(found->items[index]);
  free(found->items);
  free_problems(&found->problems);
  free(found);
}

mx_kind mx_found_kind(const mx_found *found) { return found->kind; }

int mx_found_count(const mx_found *found) { return found->count; }

const char *mx_found_text(const mx_found *found, int index) {
  return index >= 0 && index < found->count ? (const char *)found->items[index] : NULL;
}

int mx_found_problem_count(const mx_found *found) { return found->problems.count; }

mx_problem mx_found_problem(const mx_found *found, int index) {
  return problem_at(&found->problems, index);
}
