// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/param_value.hpp>
#include <leat/graph/structure.hpp>
#include <leat/info/info.hpp>
#include <leat/info/metric.hpp>
#include <leat/support/digest.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

class memo_store;

/// A value as the record of a run has it.
struct recorded_value {
    digest content;
    digest version;
    std::uint64_t bytes = 0;
};

/// The name under which a record keeps which files count in a value that it was given.
inline std::string files_of(std::string_view value) { return std::string(value) + " (files)"; }

/// The record of one run of a session: writes down what the run does as it does it, and gives it
/// what the run has done that it goes on from. Where a function returns a text, that says what
/// could not be written, or is empty: the run goes on in any case.
class session_record : public run_sink {
public:
    virtual ~session_record() = default;

    /// `slice`: values of the nodes that it runs, if it runs a part; `rerun`: what it is to make
    /// again. Throws: `repo_error`, when the repo cannot be written to.
    virtual void begin(structure const& graph, std::vector<std::string> asked,
                       std::optional<std::vector<std::string>> slice,
                       std::vector<std::string> rerun) = 0;
    virtual std::string const& id() const = 0;
    virtual std::vector<std::string> completed(run_info const& info) = 0;
    virtual std::vector<std::string> failed(run_info const& info,
                                            std::exception_ptr const& error) = 0;

    // What the run knows of the one that it goes on from.
    virtual std::optional<std::string> origin() const = 0;
    /// Values of the nodes to run, where the origin ran a part and the call names no other one.
    virtual std::optional<std::vector<std::string>> slice() const = 0;
    /// Values of which the nodes, and what follows, run in any case.
    virtual std::vector<std::string> const& rerun_from() const = 0;
    /// Whether what has that name is made anew, unless the run that it goes on from has done that.
    virtual bool is_hidden(std::string_view name) const = 0;
    virtual bool is_asked(std::string_view name) const = 0;
    /// What the origin was given under that name, or null.
    virtual recorded_value const* inherited(std::string_view name) const = 0;
    virtual bool has_done(digest const& key) const = 0;
    virtual recorded_value const* find(digest const& key, std::string_view name) const = 0;
    /// Throws `repo_error`: the pipeline has no value of that name to resume from; `near`, if not
    /// empty, is the nearest.
    [[noreturn]] virtual void refuse_rerun(std::string_view pipeline, std::string_view name,
                                           std::string_view near) const = 0;

    /// Stands for the code of nodes that have neither a version nor the text of their function: the
    /// build id.
    virtual digest program() = 0;

    /// Holds the blobs that are put while it lives.
    virtual std::shared_ptr<void const> hold() const = 0;
    virtual digest put(std::string_view bytes) = 0;
    virtual std::shared_ptr<std::string const> share(digest const& content, std::uint64_t bytes,
                                                     std::string* why) const = 0;
    /// Removes a blob in the place of which the run has another, unless it is needed elsewhere.
    virtual void forget(digest const& old, digest const& now) = 0;
    /// Whether a store of a cache is that of the record.
    virtual bool is_store(memo_store const& store) const = 0;

    // What the run does.
    virtual void note(std::string_view name, digest const& key, recorded_value const& value,
                      std::string_view type) = 0;
    virtual void note_inherited(std::string_view name, recorded_value const& value) = 0;
    virtual void note_param(std::string_view name, param_value const& value, std::string_view type,
                            bool given) = 0;
    virtual std::string flush() = 0;
    virtual std::string report(std::size_t position, node_report const& node) = 0;
};

} // namespace leat::detail
