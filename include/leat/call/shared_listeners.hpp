// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/info/metric.hpp>

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace leat::detail {

/// The listeners of a node for several threads: they are notified one at a time.
class shared_listeners final : public run_sink {
public:
    shared_listeners(run_options const* options, listener const* heard)
        : options_(options), heard_(heard) {
        if (options) shared_options_ = *options;
        if (options && options->sink) shared_options_.sink = this;
        if (options && options->log)
            shared_options_.log = [this](std::string_view node, std::string_view line) {
                std::lock_guard const hold(mutex_);
                options_->log(node, line);
            };
        if (options && options->progress)
            shared_options_.progress = [this](std::string_view node, std::size_t done,
                                              std::size_t total) {
                std::lock_guard const hold(mutex_);
                options_->progress(node, done, total);
            };
        if (!heard) return;
        shared_.self = this;
        if (heard->log)
            shared_.log = [](void* self, std::string_view line) {
                auto& all = *static_cast<shared_listeners*>(self);
                std::lock_guard const hold(all.mutex_);
                all.heard_->log(all.heard_->self, line);
            };
        if (heard->progress)
            shared_.progress = [](void* self, std::size_t done, std::size_t total) {
                auto& all = *static_cast<shared_listeners*>(self);
                std::lock_guard const hold(all.mutex_);
                all.heard_->progress(all.heard_->self, done, total);
            };
        if (heard->metric)
            shared_.metric = [](void* self, metric_value const& value) {
                auto& all = *static_cast<shared_listeners*>(self);
                std::lock_guard const hold(all.mutex_);
                all.heard_->metric(all.heard_->self, value);
            };
        if (heard->tag)
            shared_.tag = [](void* self, std::string_view text) {
                auto& all = *static_cast<shared_listeners*>(self);
                std::lock_guard const hold(all.mutex_);
                all.heard_->tag(all.heard_->self, text);
            };
    }
    shared_listeners(shared_listeners const&) = delete;

    run_options const* options() const noexcept { return options_ ? &shared_options_ : nullptr; }
    listener const* heard() const noexcept { return heard_ ? &shared_ : nullptr; }

    void metric(std::string_view name, double value, metric_at const& at) override {
        std::lock_guard const hold(mutex_);
        options_->sink->metric(name, value, at);
    }
    void metric(std::string_view name, std::string_view text, metric_at const& at) override {
        std::lock_guard const hold(mutex_);
        options_->sink->metric(name, text, at);
    }
    void artifact(std::string_view name, std::filesystem::path const& file) override {
        std::lock_guard const hold(mutex_);
        options_->sink->artifact(name, file);
    }
    void tag(std::string_view text) override {
        std::lock_guard const hold(mutex_);
        options_->sink->tag(text);
    }

private:
    run_options const* options_;
    listener const* heard_;
    run_options shared_options_{};
    listener shared_{};
    std::recursive_mutex mutex_{}; // a listener may report something of the node itself
};

} // namespace leat::detail
